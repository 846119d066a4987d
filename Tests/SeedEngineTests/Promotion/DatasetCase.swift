import Testing

/// A public data set, and edits of it whose number per table is known from how they are written.
struct DatasetCase: Sendable, CustomTestStringConvertible {
    let name: String
    let schema: String
    /// Rows added on both sides, for the edits to delete.
    let base: String
    /// Edits of the source.
    let edits: String
    let expected: [String]
    /// A column that triggers of the target overwrite.
    var stamp: String?
    /// Drops those triggers.
    var dropTriggers = ""

    var testDescription: String { name }

    /// Everything that text can hold, and a megabyte of it.
    static let hostileText = #"E'Zürich „日本“ \U0001F600 O''Hara \\N \\. \\t\t\r\n\nline "two" {a,b} $$ %s'"#
    static let largeText = "repeat(E'a\\tbé\\n\\\\', 150000)"
}

extension DatasetCase {
    static let all = [pagila, chinook, chinookQuoted, northwind, refdata]

    static let pagila = DatasetCase(
        name: "pagila", schema: "public",
        base: """
            INSERT INTO film (film_id, title, language_id) VALUES (9001, 'GONE', 1);
            INSERT INTO film_actor (actor_id, film_id) VALUES (1, 9001), (2, 9001), (3, 9001);
            INSERT INTO film_category (film_id, category_id) VALUES (9001, 1);
            INSERT INTO store VALUES (90001, 90001, 1, now()); INSERT INTO staff VALUES
                (90001, 'Gone', 'Staff', 1, NULL, 90001, true, 'gone', NULL, now(), NULL);
            INSERT INTO payment VALUES (99001, 1, 90001, 1, 1.00, '2022-01-25'), (99002, 1, 90001, 1, 2.00, '2022-07-05');
            """,
        edits: """
            UPDATE actor SET first_name = \(hostileText) WHERE actor_id <= 5;
            UPDATE customer SET email = \(largeText) WHERE customer_id = 1;
            UPDATE customer SET email = NULL WHERE customer_id IN (2, 3);
            UPDATE customer SET email = '' WHERE customer_id = 4;
            UPDATE staff SET picture = '\\x00ff5c0a09' WHERE staff_id = 2;
            UPDATE film SET rating = 'NC-17', special_features = '{Trailers,"a\\"b\\\\",NULL}', release_year = 1999,
                rental_rate = 0.10, fulltext = 'a' WHERE film_id = 10;
            DELETE FROM film_actor WHERE film_id = 9001; DELETE FROM film_category WHERE film_id = 9001;
            DELETE FROM film WHERE film_id = 9001;
            DELETE FROM payment WHERE payment_id > 99000; DELETE FROM staff WHERE staff_id = 90001;
            DELETE FROM store WHERE store_id = 90001;
            INSERT INTO language VALUES (901, \(hostileText)::char(20));
            INSERT INTO film (film_id, title, language_id) VALUES (9002, \(hostileText), 901), (9003, 'B', 1);
            INSERT INTO film_actor (actor_id, film_id) VALUES (1, 9002), (2, 9003);
            INSERT INTO store VALUES (90002, 90002, 1, now()); INSERT INTO staff VALUES
                (90002, 'New', 'Staff', 1, NULL, 90002, true, 'new', NULL, now(), '\\xdeadbeef');
            INSERT INTO payment VALUES (99003, 1, 90002, 1, 3.10, '2022-03-05'), (99004, 2, 90002, 2, 4.00, '2022-06-05');
            UPDATE payment SET amount = amount + 1 WHERE payment_id IN (16051, 16065);
            """,
        expected: [
            "actor: +0 ~5 -0", "customer: +0 ~4 -0", "film: +2 ~1 -1", "film_actor: +2 ~0 -3",
            "film_category: +0 ~0 -1",
            "language: +1 ~0 -0", "payment: +2 ~2 -2", "staff: +1 ~1 -1", "store: +1 ~0 -1",
        ], stamp: "last_update",
        dropTriggers: """
            SELECT format('DROP TRIGGER %I ON %s', tgname, tgrelid::regclass) FROM pg_trigger
            WHERE tgname = 'last_updated' \\gexec
            """)

    static let chinook = DatasetCase(
        name: "chinook", schema: "public",
        base: """
            INSERT INTO artist VALUES (9001, 'Gone'); INSERT INTO album VALUES (9001, 'Gone', 9001);
            INSERT INTO track (track_id, name, album_id, media_type_id, milliseconds, unit_price)
                VALUES (9001, 'a', 9001, 1, 1, 0.99), (9002, 'b', 9001, 1, 1, 0.99);
            INSERT INTO playlist_track VALUES (1, 9001), (1, 9002);
            INSERT INTO employee (employee_id, last_name, first_name, reports_to)
                VALUES (901, 'Gone', 'Boss', NULL), (902, 'Gone', 'Worker', 901);
            """,
        edits: """
            UPDATE artist SET name = \(hostileText) WHERE artist_id BETWEEN 1 AND 4;
            UPDATE artist SET name = NULL WHERE artist_id = 5;
            UPDATE track SET composer = NULL, unit_price = 1.90 WHERE track_id BETWEEN 1 AND 3;
            DELETE FROM playlist_track WHERE track_id > 9000; DELETE FROM track WHERE track_id > 9000;
            DELETE FROM album WHERE album_id = 9001; DELETE FROM artist WHERE artist_id = 9001;
            DELETE FROM employee WHERE employee_id = 902; DELETE FROM employee WHERE employee_id = 901;
            INSERT INTO employee (employee_id, last_name, first_name, reports_to)
                VALUES (904, 'New', 'Worker', NULL), (903, 'New', 'Boss', 904);
            UPDATE employee SET reports_to = 903 WHERE employee_id = 2;
            INSERT INTO artist VALUES (9003, E'\\\\'); INSERT INTO album VALUES (9003, E'\\n', 9003);
            UPDATE album SET artist_id = 9003 WHERE album_id = 1;
            """,
        expected: [
            "album: +1 ~1 -1", "artist: +1 ~5 -1", "employee: +2 ~1 -2", "playlist_track: +0 ~0 -2", "track: +0 ~3 -2",
        ])

    static let northwind = DatasetCase(
        name: "northwind", schema: "public",
        base: """
            INSERT INTO region VALUES (91, 'Gone'); INSERT INTO territories VALUES ('91', 'Gone', 91), ('92', 'Gone', 91);
            INSERT INTO employee_territories VALUES (1, '91'), (2, '91'), (3, '92');
            INSERT INTO customers (customer_id, company_name) VALUES ('ZZGON', 'Gone');
            """,
        edits: """
            UPDATE products SET unit_price = 'NaN' WHERE product_id = 1;
            UPDATE products SET unit_price = '-0' WHERE product_id = 2;
            UPDATE products SET unit_price = 1.1 WHERE product_id = 3;
            UPDATE employees SET notes = \(largeText) WHERE employee_id = 1;
            UPDATE employees SET notes = \(hostileText), photo = '\\x5c5c00' WHERE employee_id = 2;
            DELETE FROM employee_territories WHERE territory_id IN ('91', '92');
            DELETE FROM territories WHERE region_id = 91; DELETE FROM region WHERE region_id = 91;
            DELETE FROM customers WHERE customer_id = 'ZZGON';
            INSERT INTO customers (customer_id, company_name) VALUES ('ñ''\\N', 'New');
            UPDATE orders SET customer_id = 'ñ''\\N', freight = 0.1 WHERE order_id IN (10248, 10249);
            INSERT INTO order_details VALUES (10248, 1, 'Infinity', 1, 0), (10249, 1, 0.3, 1, 0.15);
            """,
        expected: [
            "customers: +1 ~0 -1", "employee_territories: +0 ~0 -3", "employees: +0 ~2 -0", "order_details: +2 ~0 -0",
            "orders: +0 ~2 -0", "products: +0 ~3 -0", "region: +0 ~0 -1", "territories: +0 ~0 -2",
        ])
}
