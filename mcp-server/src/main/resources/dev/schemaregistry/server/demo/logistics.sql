CREATE TABLE warehouses ( -- Places where goods are stored
    warehouse_code VARCHAR(8) PRIMARY KEY,
    warehouse_name TEXT NOT NULL,
    city TEXT NOT NULL,
    country_code CHAR(2) NOT NULL,
    capacity_pallets INTEGER NOT NULL,
    opened_on DATE,
    latitude REAL,
    longitude REAL
);
CREATE TABLE storage_bins (
    bin_id INTEGER PRIMARY KEY,
    warehouse_code VARCHAR(8) NOT NULL REFERENCES warehouses (warehouse_code),
    aisle VARCHAR(4) NOT NULL,
    shelf VARCHAR(4) NOT NULL,
    max_weight_kg REAL,
    is_cooled BOOLEAN NOT NULL DEFAULT 0
);
CREATE TABLE carriers (
    carrier_id INTEGER PRIMARY KEY,
    carrier_name TEXT NOT NULL UNIQUE,
    scac VARCHAR(4), -- Standard carrier alpha code
    tracking_url TEXT,
    contact_email TEXT,
    rating REAL -- Our own score from on-time rate, 0 to 10
);
CREATE TABLE vehicles (
    vehicle_id INTEGER PRIMARY KEY,
    registration_plate VARCHAR(12) NOT NULL UNIQUE,
    carrier_id INTEGER REFERENCES carriers (carrier_id),
    vehicle_type TEXT NOT NULL, -- van, truck, trailer or ship container
    payload_kg INTEGER NOT NULL,
    fuel_type TEXT,
    mileage_km INTEGER,
    last_inspection DATE
);
CREATE TABLE drivers (
    driver_id INTEGER PRIMARY KEY,
    full_name TEXT NOT NULL,
    licence_class VARCHAR(4) NOT NULL,
    licence_expires DATE NOT NULL,
    phone TEXT,
    carrier_id INTEGER REFERENCES carriers (carrier_id),
    home_warehouse VARCHAR(8) REFERENCES warehouses (warehouse_code)
);
CREATE TABLE routes (
    route_id INTEGER PRIMARY KEY,
    origin_warehouse VARCHAR(8) NOT NULL REFERENCES warehouses (warehouse_code),
    destination_warehouse VARCHAR(8) NOT NULL REFERENCES warehouses (warehouse_code),
    distance_km REAL NOT NULL,
    planned_minutes INTEGER NOT NULL,
    toll_cost DECIMAL(8, 2)
);
CREATE TABLE transport_orders ( -- Jobs to move goods from one place to another
    transport_order_id INTEGER PRIMARY KEY,
    reference_number VARCHAR(24) NOT NULL UNIQUE, -- Shop order number or supplier reference
    priority TEXT NOT NULL,
    requested_pickup TIMESTAMP NOT NULL,
    requested_delivery TIMESTAMP NOT NULL,
    status TEXT NOT NULL, -- planned, picked up, in transit, delivered or lost
    hazardous BOOLEAN NOT NULL DEFAULT 0
);
CREATE TABLE shipments ( -- Parcels and pallets on their way
    shipment_id INTEGER PRIMARY KEY,
    transport_order_id INTEGER NOT NULL REFERENCES transport_orders (transport_order_id),
    carrier_id INTEGER NOT NULL REFERENCES carriers (carrier_id),
    tracking_number VARCHAR(40) NOT NULL UNIQUE,
    origin_warehouse VARCHAR(8) NOT NULL REFERENCES warehouses (warehouse_code),
    destination_city TEXT NOT NULL,
    destination_country CHAR(2) NOT NULL,
    gross_weight_kg REAL NOT NULL,
    volume_m3 REAL,
    freight_cost DECIMAL(10, 2),
    shipped_at TIMESTAMP,
    delivered_at TIMESTAMP,
    proof_of_delivery TEXT
);
CREATE TABLE shipment_items (
    shipment_id INTEGER NOT NULL REFERENCES shipments (shipment_id),
    sku VARCHAR(32) NOT NULL, -- Same article number as products in the shop
    quantity INTEGER NOT NULL,
    batch_number TEXT,
    expires_on DATE,
    PRIMARY KEY (shipment_id, sku)
);
CREATE TABLE tracking_events (
    event_id INTEGER PRIMARY KEY,
    shipment_id INTEGER NOT NULL REFERENCES shipments (shipment_id),
    event_code VARCHAR(8) NOT NULL,
    description TEXT NOT NULL,
    location TEXT,
    latitude REAL,
    longitude REAL,
    happened_at TIMESTAMP NOT NULL
);
CREATE TABLE trips (
    trip_id INTEGER PRIMARY KEY,
    route_id INTEGER NOT NULL REFERENCES routes (route_id),
    vehicle_id INTEGER NOT NULL REFERENCES vehicles (vehicle_id),
    driver_id INTEGER NOT NULL REFERENCES drivers (driver_id),
    departed_at TIMESTAMP,
    arrived_at TIMESTAMP,
    fuel_litres REAL,
    delay_minutes INTEGER NOT NULL DEFAULT 0, -- Late arrival against the plan
    delay_reason TEXT
);
CREATE TABLE customs_declarations (
    declaration_id INTEGER PRIMARY KEY,
    shipment_id INTEGER NOT NULL REFERENCES shipments (shipment_id),
    hs_code VARCHAR(10) NOT NULL, -- Harmonised System tariff number
    declared_value DECIMAL(12, 2) NOT NULL,
    currency_code CHAR(3) NOT NULL,
    duty_amount DECIMAL(12, 2),
    cleared_at TIMESTAMP
);
CREATE TABLE damage_claims (
    claim_id INTEGER PRIMARY KEY,
    shipment_id INTEGER NOT NULL REFERENCES shipments (shipment_id),
    claimed_amount DECIMAL(10, 2) NOT NULL,
    settled_amount DECIMAL(10, 2),
    cause TEXT,
    filed_on DATE NOT NULL,
    status TEXT NOT NULL
);
