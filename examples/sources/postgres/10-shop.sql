-- A small shop. Runs once, when the database is made.
CREATE TYPE order_state AS ENUM ('open', 'paid', 'sent', 'returned');

CREATE TABLE customers (
    customer_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    full_name text NOT NULL,
    email text NOT NULL UNIQUE,
    country char(2) NOT NULL DEFAULT 'DE',
    registered_at timestamptz NOT NULL DEFAULT now()
);
COMMENT ON TABLE customers IS 'People who bought at least once';

CREATE TABLE products (
    product_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    sku text NOT NULL UNIQUE,
    name text NOT NULL,
    price numeric(10, 2) NOT NULL CHECK (price >= 0),
    tags text[] NOT NULL DEFAULT '{}'
);

CREATE TABLE orders (
    order_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    customer_id bigint NOT NULL REFERENCES customers,
    state order_state NOT NULL DEFAULT 'open',
    ordered_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX orders_of_customer ON orders (customer_id, ordered_at DESC);

CREATE TABLE order_lines (
    order_id bigint NOT NULL REFERENCES orders ON DELETE CASCADE,
    line int NOT NULL,
    product_id bigint NOT NULL REFERENCES products,
    quantity int NOT NULL CHECK (quantity > 0),
    PRIMARY KEY (order_id, line)
);

CREATE VIEW revenue_by_country AS
SELECT c.country, sum(l.quantity * p.price) AS revenue
FROM order_lines l JOIN orders o USING (order_id) JOIN customers c USING (customer_id) JOIN products p USING (product_id)
GROUP BY c.country;

INSERT INTO customers (full_name, email, country) VALUES ('Ada Example', 'ada@example.org', 'DE'), ('Ben Sample', 'ben@example.org', 'FR');
INSERT INTO products (sku, name, price, tags) VALUES ('LAMP-1', 'Desk lamp', 39.90, '{light,desk}'), ('CHAIR-1', 'Chair', 120.00, '{seat}');
INSERT INTO orders (customer_id, state) VALUES (1, 'paid'), (2, 'open');
INSERT INTO order_lines VALUES (1, 1, 1, 2), (1, 2, 2, 1), (2, 1, 1, 1);
