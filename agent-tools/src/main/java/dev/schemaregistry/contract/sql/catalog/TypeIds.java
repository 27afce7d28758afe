package dev.schemaregistry.contract.sql.catalog;

/** Identifiers of built-in types that the rules name; they are the same in every PostgreSQL. */
public final class TypeIds {

    /** Not known here: fits everything, and whatever is made of it is not known either. No type of PostgreSQL. */
    public static final int ANY_TYPE = -1;
    /** No type at all: the left side of a prefix operator. */
    public static final int NONE = 0;

    public static final int BOOL = 16;
    public static final int BYTEA = 17;
    public static final int CHAR = 18;
    public static final int NAME = 19;
    public static final int INT8 = 20;
    public static final int INT2 = 21;
    public static final int INT2VECTOR = 22;
    public static final int INT4 = 23;
    public static final int TEXT = 25;
    public static final int OID = 26;
    public static final int OIDVECTOR = 30;
    public static final int JSON = 114;
    public static final int XML = 142;
    public static final int FLOAT4 = 700;
    public static final int FLOAT8 = 701;
    /** A literal in quotes, or NULL, whose type the context decides. */
    public static final int UNKNOWN = 705;

    public static final int TEXT_ARRAY = 1009;
    public static final int BPCHAR = 1042;
    public static final int VARCHAR = 1043;
    public static final int DATE = 1082;
    public static final int TIME = 1083;
    public static final int TIMESTAMP = 1114;
    public static final int TIMESTAMPTZ = 1184;
    public static final int INTERVAL = 1186;
    public static final int TIMETZ = 1266;
    public static final int BIT = 1560;
    public static final int VARBIT = 1562;
    public static final int NUMERIC = 1700;
    public static final int RECORD = 2249;
    public static final int VOID = 2278;
    public static final int RECORD_ARRAY = 2287;
    public static final int UUID = 2950;
    public static final int JSONB = 3802;
    public static final int JSONPATH = 4072;

    /** The pseudo-type of functions that take anything; no relation to {@link #ANY_TYPE}. */
    public static final int PSEUDO_ANY = 2276;

    static final int ANYARRAY = 2277;
    static final int ANYELEMENT = 2283;
    static final int ANYNONARRAY = 2776;
    static final int ANYENUM = 3500;
    static final int ANYRANGE = 3831;
    static final int ANYMULTIRANGE = 4537;
    static final int ANYCOMPATIBLE = 5077;
    static final int ANYCOMPATIBLEARRAY = 5078;
    static final int ANYCOMPATIBLENONARRAY = 5079;
    static final int ANYCOMPATIBLERANGE = 5080;
    static final int ANYCOMPATIBLEMULTIRANGE = 4538;

    private TypeIds() {}

    static boolean isPolymorphic(int type) {
        return isOfElementFamily(type) || isOfCompatibleFamily(type);
    }

    static boolean isOfElementFamily(int type) {
        return switch (type) {
            case ANYELEMENT, ANYARRAY, ANYNONARRAY, ANYENUM, ANYRANGE, ANYMULTIRANGE -> true;
            default -> false;
        };
    }

    static boolean isOfCompatibleFamily(int type) {
        return switch (type) {
            case ANYCOMPATIBLE,
                    ANYCOMPATIBLEARRAY,
                    ANYCOMPATIBLENONARRAY,
                    ANYCOMPATIBLERANGE,
                    ANYCOMPATIBLEMULTIRANGE -> true;
            default -> false;
        };
    }
}
