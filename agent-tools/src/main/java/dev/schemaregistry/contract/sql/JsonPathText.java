package dev.schemaregistry.contract.sql;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Whether a text is certainly no {@code jsonpath}: the rules of the SQL/JSON path language (PostgreSQL's manual, 9.16.2 and 8.14.7) that
 * can be told from its words alone. What is not refused need not be right. Pure.
 */
final class JsonPathText {
    private static final Pattern WORD = Pattern.compile(
            "(?<text>\"(?:[^\"\\\\]|\\\\.)*\")|(?<comment>/\\*.*?\\*/)"
                    + "|(?<variable>\\$(?:\"(?:[^\"\\\\]|\\\\.)*\"|[\\p{L}\\p{N}_$]*))"
                    + "|(?<number>(?:\\d[\\d_]*(?:\\.\\d*)?|\\.\\d+)(?:[eE][+-]?\\d+)?)(?<junk>[\\p{L}_][\\p{L}\\p{N}_.]*|\\d+)?"
                    + "|(?<name>(?:\\\\u\\{[^}]*\\}|\\\\.|[\\p{L}_])(?:\\\\u\\{[^}]*\\}|\\\\.|[\\p{L}\\p{N}_$])*)|(?<sign>[@?()\\[\\]{}.,*+/%<>=!&|:-])|(?<other>\\S)",
            Pattern.DOTALL);
    private static final Pattern LEADING_ZERO = Pattern.compile("0\\d.*", Pattern.DOTALL);
    private static final Pattern OTHER_BASE = Pattern.compile("(?i)0?[xob][0-9a-f_]*");
    private static final Set<String> FLAGS = Set.of("i", "s", "m", "x", "q");

    private int filters;
    private int subscripts;
    private String before = "";
    private boolean flagFollows;

    private JsonPathText() {}

    static boolean isRefused(String text) {
        return new JsonPathText().refuses(text);
    }

    private boolean refuses(String text) {
        if (text.isBlank()) {
            return true;
        }
        Matcher words = WORD.matcher(text);
        while (words.find()) {
            if (isWrongNumber(words) || isWrongName(words) || isWrongFlag(words) || isWrongSign(words)) {
                return true;
            }
            if (words.group("comment") == null) {
                before = words.group();
            }
        }
        return false;
    }

    /** Digits run into letters, or a number begins with a needless zero. */
    private static boolean isWrongNumber(Matcher words) {
        String number = words.group("number");
        if (number == null) {
            return false;
        }
        String junk = words.group("junk");
        if (number.equals("0") && junk != null && OTHER_BASE.matcher(junk).matches()) {
            return false;
        }
        return junk != null || LEADING_ZERO.matcher(number).matches();
    }

    /** {@code last} counts only between brackets and braces. */
    private boolean isWrongName(Matcher words) {
        String name = words.group("name");
        if (name == null) {
            return false;
        }
        flagFollows = name.toLowerCase(Locale.ROOT).equals("flag") && before.startsWith("\"");
        return name.equalsIgnoreCase("last") && !before.equals(".") && subscripts == 0;
    }

    /** After {@code like_regex "..." flag}: letters from a short list. */
    private boolean isWrongFlag(Matcher words) {
        String text = words.group("text");
        if (text == null || !flagFollows) {
            return false;
        }
        flagFollows = false;
        String flags = text.substring(1, text.length() - 1);
        boolean known = flags.chars().allMatch(flag -> FLAGS.contains(String.valueOf((char) flag)));
        boolean expanded = flags.contains("x") && !flags.contains("q");
        return !known || expanded;
    }

    /** {@code @} stands for what a filter looks at, and for nothing outside of one. */
    private boolean isWrongSign(Matcher words) {
        String sign = words.group("sign");
        if (sign == null) {
            return false;
        }
        switch (sign) {
            case "[", "{" -> subscripts++;
            case "]", "}" -> subscripts--;
            case "?" -> filters++;
            default -> {
                // no rule about the others
            }
        }
        return sign.equals("@") && filters == 0;
    }
}
