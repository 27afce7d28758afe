CREATE TABLE customers ( -- People and companies who buy in the online shop
    customer_id INTEGER PRIMARY KEY,
    email TEXT NOT NULL UNIQUE, -- Login name, personal data
    full_name TEXT NOT NULL,
    phone TEXT,
    birth_date DATE,
    segment TEXT NOT NULL DEFAULT 'private' CHECK (segment IN ('private', 'business')), -- Private or business customer
    country_code CHAR(2) NOT NULL REFERENCES countries (country_code),
    marketing_consent BOOLEAN NOT NULL DEFAULT 0,
    loyalty_points INTEGER NOT NULL DEFAULT 0, -- Bonus points not yet redeemed
    created_at TIMESTAMP NOT NULL
);
CREATE TABLE countries (
    country_code CHAR(2) PRIMARY KEY, -- ISO 3166-1 alpha-2
    country_name TEXT NOT NULL,
    currency_code CHAR(3) NOT NULL,
    vat_rate DECIMAL(5, 2) NOT NULL, -- Standard value added tax in percent
    region TEXT NOT NULL
);
CREATE TABLE addresses (
    address_id INTEGER PRIMARY KEY,
    customer_id INTEGER NOT NULL REFERENCES customers (customer_id) ON DELETE CASCADE,
    kind TEXT NOT NULL, -- Billing or delivery
    street TEXT NOT NULL,
    postal_code VARCHAR(12) NOT NULL,
    city TEXT NOT NULL,
    country_code CHAR(2) NOT NULL REFERENCES countries (country_code),
    is_default BOOLEAN NOT NULL DEFAULT 0
);
CREATE TABLE categories (
    category_id INTEGER PRIMARY KEY,
    parent_id INTEGER REFERENCES categories (category_id),
    category_name TEXT NOT NULL,
    slug TEXT NOT NULL UNIQUE,
    sort_order INTEGER NOT NULL DEFAULT 0
);
CREATE TABLE brands (
    brand_id INTEGER PRIMARY KEY,
    brand_name TEXT NOT NULL UNIQUE,
    country_code CHAR(2) REFERENCES countries (country_code),
    website TEXT
);
CREATE TABLE products ( -- Everything the shop sells
    product_id INTEGER PRIMARY KEY,
    sku VARCHAR(32) NOT NULL UNIQUE, -- Stock keeping unit printed on the label
    product_name TEXT NOT NULL,
    description TEXT,
    category_id INTEGER NOT NULL REFERENCES categories (category_id),
    brand_id INTEGER REFERENCES brands (brand_id),
    list_price DECIMAL(10, 2) NOT NULL, -- Price before discount, in shop currency
    weight_grams INTEGER,
    colour TEXT,
    discontinued BOOLEAN NOT NULL DEFAULT 0,
    launched_on DATE
);
CREATE TABLE product_images (
    image_id INTEGER PRIMARY KEY,
    product_id INTEGER NOT NULL REFERENCES products (product_id) ON DELETE CASCADE,
    url TEXT NOT NULL,
    alt_text TEXT,
    position INTEGER NOT NULL
);
CREATE TABLE stock_levels (
    product_id INTEGER NOT NULL REFERENCES products (product_id),
    warehouse_code VARCHAR(8) NOT NULL, -- Same code as warehouses in logistics
    quantity_on_hand INTEGER NOT NULL,
    quantity_reserved INTEGER NOT NULL DEFAULT 0,
    reorder_level INTEGER NOT NULL DEFAULT 0,
    counted_at TIMESTAMP,
    PRIMARY KEY (product_id, warehouse_code)
);
CREATE TABLE orders ( -- Sales orders placed in the shop
    order_id INTEGER PRIMARY KEY,
    customer_id INTEGER NOT NULL REFERENCES customers (customer_id),
    order_number VARCHAR(20) NOT NULL UNIQUE,
    status TEXT NOT NULL, -- new, paid, shipped, delivered, cancelled or returned
    channel TEXT NOT NULL, -- web, app or phone
    currency_code CHAR(3) NOT NULL,
    total_amount DECIMAL(12, 2) NOT NULL, -- Gross total with tax and shipping
    discount_amount DECIMAL(12, 2) NOT NULL DEFAULT 0,
    shipping_fee DECIMAL(8, 2) NOT NULL DEFAULT 0,
    billing_address_id INTEGER REFERENCES addresses (address_id),
    delivery_address_id INTEGER REFERENCES addresses (address_id),
    coupon_code VARCHAR(24) REFERENCES coupons (coupon_code),
    ordered_at TIMESTAMP NOT NULL
);
CREATE INDEX orders_customer ON orders (customer_id, ordered_at DESC);
CREATE TABLE order_items (
    order_id INTEGER NOT NULL REFERENCES orders (order_id) ON DELETE CASCADE,
    line_number INTEGER NOT NULL,
    product_id INTEGER NOT NULL REFERENCES products (product_id),
    quantity INTEGER NOT NULL CHECK (quantity > 0),
    unit_price DECIMAL(10, 2) NOT NULL,
    tax_rate DECIMAL(5, 2) NOT NULL,
    line_total DECIMAL(12, 2) GENERATED ALWAYS AS (quantity * unit_price) STORED,
    PRIMARY KEY (order_id, line_number)
);
CREATE TABLE payments (
    payment_id INTEGER PRIMARY KEY,
    order_id INTEGER NOT NULL REFERENCES orders (order_id),
    method TEXT NOT NULL, -- card, invoice, wallet or voucher
    amount DECIMAL(12, 2) NOT NULL,
    state TEXT NOT NULL, -- authorised, captured, refunded or failed
    provider_reference TEXT,
    paid_at TIMESTAMP
);
CREATE TABLE returns (
    return_id INTEGER PRIMARY KEY,
    order_id INTEGER NOT NULL REFERENCES orders (order_id),
    product_id INTEGER NOT NULL REFERENCES products (product_id),
    quantity INTEGER NOT NULL,
    reason TEXT, -- Why the customer sent it back
    refund_amount DECIMAL(12, 2),
    requested_at TIMESTAMP NOT NULL,
    completed_at TIMESTAMP
);
CREATE TABLE coupons (
    coupon_code VARCHAR(24) PRIMARY KEY,
    percent_off DECIMAL(5, 2),
    amount_off DECIMAL(8, 2),
    valid_from DATE NOT NULL,
    valid_until DATE,
    max_redemptions INTEGER
);
CREATE TABLE reviews (
    review_id INTEGER PRIMARY KEY,
    product_id INTEGER NOT NULL REFERENCES products (product_id),
    customer_id INTEGER NOT NULL REFERENCES customers (customer_id),
    rating INTEGER NOT NULL CHECK (rating BETWEEN 1 AND 5), -- Stars, 1 to 5
    title TEXT,
    body TEXT,
    helpful_votes INTEGER NOT NULL DEFAULT 0,
    written_at TIMESTAMP NOT NULL
);
CREATE VIEW monthly_revenue AS
SELECT strftime('%Y-%m', ordered_at) AS month, currency_code, sum(total_amount) AS revenue, count(*) AS order_count
FROM orders WHERE status <> 'cancelled' GROUP BY 1, 2;
