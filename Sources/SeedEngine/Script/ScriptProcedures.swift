/// What a script asks and decides while it runs, as procedures that go with the session.
///
/// Every name in them is qualified: they run under an empty search path.
enum ScriptProcedures {
    static let names = ["seedd_refuse", "seedd_make_room", "seedd_write"]

    static let text = """
        -- Ends the run where a query has rows; its one column says which they are.
        CREATE OR REPLACE PROCEDURE pg_temp.seedd_refuse(
            problem pg_catalog.text, query pg_catalog.text, remedy pg_catalog.text) LANGUAGE plpgsql AS $seedd$
        DECLARE
            found_rows pg_catalog.int8;
            labels pg_catalog.text;
        BEGIN
            EXECUTE 'SELECT pg_catalog.count(*) FROM (' || query || ') AS seedd_rows' INTO found_rows;
            IF found_rows = 0 THEN
                RETURN;
            END IF;
            EXECUTE 'SELECT pg_catalog.string_agg(pg_catalog.regexp_replace(
                    label COLLATE "C", ''[[:cntrl:]]'', ''?'', ''g''), E''\\n'')
                FROM (SELECT * FROM (' || query || ') AS seedd_rows (label) LIMIT 5) AS seedd_named' INTO labels;
            problem := pg_catalog.concat(problem, ' (', found_rows, CASE found_rows WHEN 1 THEN ' row)' ELSE ' rows)' END);
            IF labels IS NULL THEN
                RAISE EXCEPTION USING MESSAGE = problem, HINT = remedy;
            END IF;
            RAISE EXCEPTION USING MESSAGE = problem, DETAIL = labels, HINT = remedy;
        END $seedd$;

        -- Values of a unique key that change hands: the rows in the way get a value that nobody has, where the table takes
        -- one; or they are deleted and inserted again, where that reaches no other row; or else the run ends.
        CREATE OR REPLACE PROCEDURE pg_temp.seedd_make_room(
            stage pg_catalog.int4, had pg_catalog.text[], park pg_catalog.text[], sure pg_catalog.int4,
            obstacles pg_catalog.text[], reinsert pg_catalog.text, problem pg_catalog.text, remedy pg_catalog.text)
            LANGUAGE plpgsql AS $seedd$
        DECLARE
            found_rows pg_catalog.int8;
            is_in_the_way pg_catalog.bool := false;
            obstacle pg_catalog.text;
        BEGIN
            SELECT pg_catalog.count(*) INTO found_rows FROM pg_temp.seedd_contested;
            IF found_rows = 0 THEN
                RETURN;
            END IF;
            INSERT INTO pg_temp.seedd_handed_on (number) VALUES (stage);
            FOR choice IN 1 .. pg_catalog.cardinality(park) + 1 LOOP
                IF choice = sure + 1 THEN
                    FOREACH obstacle IN ARRAY obstacles LOOP
                        EXECUTE 'SELECT EXISTS (' || obstacle || ')' INTO is_in_the_way;
                        EXIT WHEN is_in_the_way;
                    END LOOP;
                    IF NOT is_in_the_way THEN
                        EXECUTE reinsert;
                        RETURN;
                    END IF;
                END IF;
                EXIT WHEN choice > pg_catalog.cardinality(park);
                BEGIN
                    EXECUTE had[choice] INTO found_rows;
                    IF found_rows = 0 THEN
                        EXECUTE park[choice];
                        RETURN;
                    END IF;
                EXCEPTION WHEN data_exception OR integrity_constraint_violation OR plpgsql_error THEN
                    NULL;
                END;
            END LOOP;
            RAISE EXCEPTION USING MESSAGE = problem, HINT = remedy;
        END $seedd$;

        -- Writes, and counts what was hit; several steps that are one statement return their counts.
        CREATE OR REPLACE PROCEDURE pg_temp.seedd_write(
            tables pg_catalog.text[], statement pg_catalog.text, planned pg_catalog.text) LANGUAGE plpgsql AS $seedd$
        DECLARE
            planned_rows pg_catalog.int8[];
            written_rows pg_catalog.int8[];
            hit pg_catalog.int8;
        BEGIN
            EXECUTE planned INTO planned_rows;
            IF pg_catalog.cardinality(tables) = 1 THEN
                EXECUTE statement;
                GET DIAGNOSTICS hit = ROW_COUNT;
                written_rows := ARRAY[hit];
            ELSE
                EXECUTE statement INTO written_rows;
            END IF;
            FOR number IN 1 .. pg_catalog.cardinality(tables) LOOP
                IF written_rows[number] <> planned_rows[number] THEN
                    RAISE EXCEPTION '%: % rows were written instead of %: a trigger or rule swallows or adds rows',
                        tables[number], written_rows[number], planned_rows[number];
                END IF;
            END LOOP;
        END $seedd$;

        """
}
