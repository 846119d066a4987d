extension DatasetCase {
    /// Chinook as its authors spell it, every name in capitals.
    static let chinookQuoted = DatasetCase(
        name: "chinook-quoted", schema: "public",
        base: """
            INSERT INTO "Artist" VALUES (9001, 'Gone'); INSERT INTO "Album" VALUES (9001, 'Gone', 9001);
            """,
        edits: """
            UPDATE "Artist" SET "Name" = \(hostileText) WHERE "ArtistId" BETWEEN 1 AND 4;
            UPDATE "Track" SET "Composer" = NULL WHERE "TrackId" IN (1, 3);
            DELETE FROM "Album" WHERE "AlbumId" = 9001; DELETE FROM "Artist" WHERE "ArtistId" = 9001;
            INSERT INTO "Artist" VALUES (9003, 'New'); INSERT INTO "Album" VALUES (9003, E'\\t', 9003);
            INSERT INTO "Playlist" VALUES (901, NULL); INSERT INTO "PlaylistTrack" VALUES (901, 1), (901, 2);
            """,
        expected: [
            "Album: +1 ~0 -1", "Artist: +1 ~4 -1", "Playlist: +1 ~0 -0", "PlaylistTrack: +2 ~0 -0", "Track: +0 ~2 -0",
        ])

    static let refdata = DatasetCase(
        name: "refdata", schema: "ref",
        base: """
            INSERT INTO ref.role (id, code) VALUES (91, 'gone.parent'), (92, 'moved.child');
            UPDATE ref.role SET parent_id = 91 WHERE id = 92;
            INSERT INTO ref.permission (id, code, resource, action) VALUES (901, 'gone', 'gone', 'gone');
            INSERT INTO ref.role_permission VALUES (91, 901), (92, 901), (92, 1);
            INSERT INTO ref.setting (key) VALUES ('gone');
            """,
        edits: """
            UPDATE ref.setting SET value = '{"a": 1.0}', "group" = \(hostileText), "order" = NULL
                WHERE key IN (SELECT key FROM ref.setting WHERE key <> 'gone' ORDER BY key LIMIT 2);
            DELETE FROM ref.setting WHERE key = 'gone';
            INSERT INTO ref.setting (key, value, "Description") VALUES (\(hostileText), 'null', \(largeText));
            UPDATE ref.role SET parent_id = NULL WHERE id = 92;
            DELETE FROM ref.permission WHERE id = 901; DELETE FROM ref.role WHERE id = 91;
            INSERT INTO ref.role (id, code) VALUES (93, 'new.parent'); UPDATE ref.role SET parent_id = 93 WHERE id = 92;
            INSERT INTO ref.role_permission VALUES (93, 1);
            UPDATE ref.country SET names = names || '{"xx": "\\n"}', languages = '{"a,b",NULL,"\\""}' WHERE id <= 7;
            UPDATE ref.notification_template SET content = \(hostileText), valid = '[2026-01-01,)' WHERE id <= 3;
            INSERT INTO ref.notification_template (id, code, locale, channel, format, part, content)
                SELECT 99001, 'new.code', locale, channel, format, part, content FROM ref.notification_template LIMIT 1;
            """,
        expected: [
            "country: +0 ~7 -0", "notification_template: +1 ~3 -0", "permission: +0 ~0 -1", "role: +1 ~1 -1",
            "role_permission: +1 ~0 -2", "setting: +1 ~2 -1",
        ], stamp: "updated_at", dropTriggers: "DROP TRIGGER touch ON ref.notification_template")
}
