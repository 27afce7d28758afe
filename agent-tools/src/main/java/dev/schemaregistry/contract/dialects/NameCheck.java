package dev.schemaregistry.contract.dialects;

import dev.schemaregistry.contract.ContractReport.FieldUse;
import dev.schemaregistry.contract.Finding;
import dev.schemaregistry.contract.Finding.Edit;
import dev.schemaregistry.contract.Finding.Severity;
import dev.schemaregistry.contract.NameSuggestions;
import dev.schemaregistry.contract.Rule;
import dev.schemaregistry.contract.SchemaContext;
import dev.schemaregistry.contract.Withheld;
import dev.schemaregistry.contract.dialects.NameScope.Item;
import dev.schemaregistry.model.Field;
import dev.schemaregistry.model.Table;
import dev.schemaregistry.model.TableName;
import dev.schemaregistry.summary.SafeText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import net.sf.jsqlparser.expression.Alias;
import net.sf.jsqlparser.expression.Expression;
import net.sf.jsqlparser.expression.ExpressionVisitorAdapter;
import net.sf.jsqlparser.expression.LambdaExpression;
import net.sf.jsqlparser.parser.ASTNodeAccess;
import net.sf.jsqlparser.parser.Token;
import net.sf.jsqlparser.schema.Column;
import net.sf.jsqlparser.statement.select.AllColumns;
import net.sf.jsqlparser.statement.select.FromItem;
import net.sf.jsqlparser.statement.select.Join;
import net.sf.jsqlparser.statement.select.ParenthesedFromItem;
import net.sf.jsqlparser.statement.select.ParenthesedSelect;
import net.sf.jsqlparser.statement.select.PlainSelect;
import net.sf.jsqlparser.statement.select.Select;
import net.sf.jsqlparser.statement.select.SelectItem;
import net.sf.jsqlparser.statement.select.SetOperationList;
import net.sf.jsqlparser.statement.select.WithItem;

/** Looks up the names of one query. What it does not know it takes for right. Confined to one thread. */
final class NameCheck {
    private static final int MOST_FINDINGS = 50;
    private static final int NAME_LIMIT = 160;

    private final SchemaContext schema;
    private final String text;
    private final List<Finding> findings = new ArrayList<>();
    private final Set<TableName> tables = new TreeSet<>();
    private final Set<FieldUse> fields = new TreeSet<>();

    NameCheck(SchemaContext schema, String text) {
        this.schema = schema;
        this.text = text;
    }

    List<Finding> findings() {
        return findings;
    }

    Set<TableName> tables() {
        return tables;
    }

    Set<FieldUse> fields() {
        return fields;
    }

    void check(Select select) {
        select(select, Optional.empty());
    }

    private void select(Select select, Optional<NameScope> outer) {
        NameScope scope = new NameScope(outer);
        List<WithItem<?>> with = select.getWithItemsList() == null ? List.of() : select.getWithItemsList();
        with.forEach(item -> scope.addCommonTable(item.getUnquotedAliasName()));
        with.forEach(item -> {
            if (item.getParenthesedStatement() instanceof Select inner) {
                select(inner, Optional.of(scope));
            }
        });
        if (select instanceof PlainSelect plain) {
            plain(plain, scope);
        } else if (select instanceof SetOperationList operations) {
            operations.getSelects().forEach(part -> select(part, Optional.of(scope)));
        } else if (select instanceof ParenthesedSelect parenthesed) {
            select(parenthesed.getSelect(), Optional.of(scope));
        }
    }

    private void plain(PlainSelect select, NameScope scope) {
        from(select.getFromItem(), scope);
        List<Join> joins = select.getJoins() == null ? List.of() : select.getJoins();
        joins.forEach(join -> from(join.getFromItem(), scope));
        if (select.getLateralViews() != null && !select.getLateralViews().isEmpty()) {
            scope.add("", Optional.empty());
        }
        for (SelectItem<?> item : select.getSelectItems()) {
            Optional.ofNullable(item.getAlias())
                    .map(Alias::getName)
                    .map(NameCheck::plain)
                    .ifPresent(scope::addOwn);
        }
        select.getSelectItems().forEach(item -> {
            star(item.getExpression(), scope);
            expression(item.getExpression(), scope);
        });
        joins.forEach(join -> join.getOnExpressions().forEach(on -> expression(on, scope)));
        joins.forEach(join -> join.getUsingColumns().forEach(column -> column(column, scope)));
        expression(select.getWhere(), scope);
        expression(select.getHaving(), scope);
        expression(select.getQualify(), scope);
        if (select.getGroupBy() != null) {
            expression(select.getGroupBy().getGroupByExpressionList(), scope);
        }
        if (select.getOrderByElements() != null) {
            select.getOrderByElements().forEach(order -> expression(order.getExpression(), scope));
        }
    }

    private void from(FromItem item, NameScope scope) {
        String alias = item == null || item.getAlias() == null
                ? ""
                : plain(item.getAlias().getName());
        if (item instanceof net.sf.jsqlparser.schema.Table table) {
            table(table, alias, scope);
        } else if (item instanceof ParenthesedFromItem group) {
            from(group.getFromItem(), scope);
            Optional.ofNullable(group.getJoins()).orElse(List.of()).forEach(join -> from(join.getFromItem(), scope));
        } else if (item instanceof Select inner) {
            select(inner, Optional.of(scope));
            scope.add(alias, Optional.empty());
        } else if (item != null) {
            scope.add(alias, Optional.empty());
        }
    }

    private void table(net.sf.jsqlparser.schema.Table table, String alias, NameScope scope) {
        String name = plain(table.getName());
        String known = alias.isEmpty() ? name : alias;
        boolean qualified = table.getSchemaName() != null;
        if (!qualified && scope.isCommonTable(name)) {
            scope.add(known, Optional.empty());
            return;
        }
        Optional<Table> found = schema.tables().stream()
                .filter(candidate -> candidate.name().name().equalsIgnoreCase(name))
                .findFirst();
        found.ifPresent(registered -> tables.add(registered.name()));
        if (found.isEmpty()
                && scope.find(plain(String.valueOf(table.getSchemaName()))).isEmpty()) {
            List<String> nearest = NameSuggestions.nearest(
                    name, schema.tables().stream().map(t -> t.name().name()).toList());
            error(Rule.UNKNOWN_TABLE, table, name, "table \"" + name + "\" is not registered", nearest);
        }
        scope.add(known, found);
    }

    private void expression(Expression expression, NameScope scope) {
        if (expression == null) {
            return;
        }
        expression.accept(
                new ExpressionVisitorAdapter<Void>() {
                    @Override
                    public <S> Void visit(Column column, S context) {
                        column(column, scope);
                        return null;
                    }

                    @Override
                    public <S> Void visit(ParenthesedSelect select, S context) {
                        select(select, Optional.of(scope));
                        return null;
                    }

                    @Override
                    public <S> Void visit(Select select, S context) {
                        select(select, Optional.of(scope));
                        return null;
                    }

                    @Override
                    public <S> Void visit(LambdaExpression lambda, S context) {
                        return null;
                    }
                },
                null);
    }

    /** All columns at once, of whichever table: those of any table here may be among them. */
    private void star(Expression expression, NameScope scope) {
        if (expression instanceof AllColumns all) {
            scope.items()
                    .forEach(item -> item.table()
                            .filter(Table::hasWithheld)
                            .ifPresent(table -> error(Rule.FIELD_WITHHELD, all, "*", Withheld.all(table), List.of())));
        }
    }

    private void use(Table table, Field field, Column column) {
        fields.add(new FieldUse(table.name(), field.name()));
        if (field.isWithheld()) {
            error(Rule.FIELD_WITHHELD, column, field.name(), Withheld.field(table, field.name()), List.of());
        }
    }

    private void column(Column column, NameScope scope) {
        String name = plain(column.getColumnName());
        String qualifier = column.getTable() == null || column.getTable().getName() == null
                ? ""
                : plain(column.getTable().getName());
        if (qualifier.isEmpty()) {
            unqualified(column, name, scope);
            return;
        }
        Optional<Item> item = scope.find(qualifier);
        if (item.isPresent()) {
            of(item.get(), column, name);
        } else if (!scope.mayHave(qualifier)) {
            // What stands before the dot may be a column that holds a record.
            List<String> aliases = scope.aliases().distinct().toList();
            List<String> nearest = aliases.size() == 1 ? aliases : NameSuggestions.nearest(qualifier, aliases);
            error(Rule.UNKNOWN_ALIAS, column, qualifier, "\"" + qualifier + "\" is no table or alias here", nearest);
        }
    }

    private void of(Item item, Column column, String name) {
        item.table()
                .ifPresent(table -> item.field(name)
                        .ifPresentOrElse(
                                field -> use(table, field, column),
                                () -> unknown(column, name, item.columns().toList())));
    }

    private void unqualified(Column column, String name, NameScope scope) {
        scope.items()
                .forEach(item -> item.table()
                        .ifPresent(table -> item.field(name).ifPresent(field -> use(table, field, column))));
        if (!scope.items().isEmpty() && !scope.mayHave(name)) {
            unknown(column, name, scope.columns().toList());
        }
    }

    private void unknown(Column column, String name, List<String> candidates) {
        error(
                Rule.UNKNOWN_COLUMN,
                column,
                name,
                "no table here has a column \"" + name + "\"",
                NameSuggestions.nearest(name, candidates));
    }

    private void error(Rule rule, ASTNodeAccess node, String name, String message, List<String> nearest) {
        if (findings.size() >= MOST_FINDINGS) {
            return;
        }
        Optional<Token> token = Optional.ofNullable(node.getASTNode())
                .map(ast -> name.equalsIgnoreCase(plain(ast.jjtGetLastToken().image))
                        ? ast.jjtGetLastToken()
                        : ast.jjtGetFirstToken());
        Optional<Edit> fix = nearest.isEmpty()
                ? Optional.empty()
                : token.filter(found -> plain(found.image).equalsIgnoreCase(name))
                        .map(found -> edit(found, nearest.get(0)));
        findings.add(new Finding(
                rule,
                Severity.ERROR,
                token.map(found -> OptionalInt.of(found.beginLine)).orElse(OptionalInt.empty()),
                token.map(found -> OptionalInt.of(found.beginColumn)).orElse(OptionalInt.empty()),
                SafeText.line(name, NAME_LIMIT),
                SafeText.line(message, 2 * NAME_LIMIT),
                nearest.stream().map(one -> SafeText.line(one, NAME_LIMIT)).toList(),
                fix));
    }

    private Edit edit(Token token, String replacement) {
        int start = 0;
        for (int line = 1; line < token.beginLine; line++) {
            start = text.indexOf('\n', start) + 1;
        }
        start += token.beginColumn - 1;
        return new Edit(start, Math.min(text.length(), start + token.image.length()), replacement);
    }

    /** A name without the quotation marks of any dialect. */
    private static String plain(String name) {
        boolean quoted = name.length() > 1 && "\"`[".indexOf(name.charAt(0)) >= 0;
        return quoted ? name.substring(1, name.length() - 1) : name;
    }
}
