import Foundation
import SeedTestKit
import Testing

@Suite(.environments)
struct InitCommandTests {
    @Test func writesAPrivateFileThatLoadsAndNeverOverwrites() async throws {
        let directory = try TestScratch.makeDirectory()
        let first = try await CommandRun.seedd("init", directory: directory).run()
        #expect(first.exitCode == 0, "\(first)")
        #expect(first.standardError.contains("seedd check"))
        let file = "\(directory)/seedd.yaml"
        let attributes = try FileManager.default.attributesOfItem(atPath: file)
        #expect(attributes[.posixPermissions] as? Int == 0o600)
        let text = try String(contentsOfFile: file, encoding: .utf8)
        let again = try await CommandRun.seedd("init", directory: directory).run()
        #expect(again.exitCode == 4)
        #expect(again.standardError.contains("is not overwritten"))
        #expect(try String(contentsOfFile: file, encoding: .utf8) == text)
        let show = try await CommandRun.seedd("config", "show", directory: directory).run()
        #expect(show.exitCode == 0, "\(show)")
    }

    @Test func aDanglingLinkIsNotFollowed() async throws {
        let directory = try TestScratch.makeDirectory()
        try FileManager.default.createSymbolicLink(
            atPath: "\(directory)/seedd.yaml", withDestinationPath: "\(directory)/elsewhere")
        #expect(try await CommandRun.seedd("init", directory: directory).run().exitCode == 4)
        #expect(!FileManager.default.fileExists(atPath: "\(directory)/elsewhere"))
    }

    @Test func listsTheTablesOfADatabase() async throws {
        let source = try TestEnvironments.current.source
        try source.psql(
            """
            CREATE TABLE prices (id serial PRIMARY KEY, sku text NOT NULL UNIQUE, last_update timestamptz);
            CREATE TABLE roles (id serial PRIMARY KEY, name text NOT NULL UNIQUE);
            CREATE TABLE members (role int REFERENCES roles, who text, PRIMARY KEY (role, who));
            CREATE TABLE log (line text);
            CREATE VIEW shown AS SELECT * FROM prices;
            """)
        let directory = try TestScratch.makeDirectory()
        let result = try await CommandRun.seedd(
            "init", "--from", source.connectionString, "--config", "mine.yaml", directory: directory
        ).run()
        #expect(result.exitCode == 0, "\(result)")
        let text = try String(contentsOfFile: "\(directory)/mine.yaml", encoding: .utf8)
        #expect(text.contains("- name: public.prices\n        match: [sku]\n        # track: last_update"))
        // Other tables refer to it by its number, so that has to stay what it is.
        #expect(text.contains("- name: public.roles\n        match: [id]"))
        #expect(text.contains("- name: public.members\n        match: [role, who]"))
        #expect(text.contains("- name: public.log\n        # match: []"))
        #expect(!text.contains("shown"))
        let show = try await CommandRun.seedd("config", "show", "--config", "mine.yaml", directory: directory).run()
        #expect(show.exitCode == 0, "\(show)")
    }

    @Test(arguments: [
        "postgresql://me:geheim@localhost/x", "host=localhost password=geheim",
        "postgresql://localhost/x?password=geheim",
        "postgresql://me:ge@heim/geheim@localhost/x", "host='geheim", "geheim", "mysql://geheim@h/x",
    ])
    func aPasswordOrNonsenseIsRefusedAndNotRepeated(url: String) async throws {
        let directory = try TestScratch.makeDirectory()
        let result = try await CommandRun.seedd("init", "--from", url, directory: directory).run()
        #expect(result.exitCode == 78, "\(result)")
        #expect(!"\(result.standardOutput)\(result.standardError)".contains("geheim"))
        #expect(!FileManager.default.fileExists(atPath: "\(directory)/seedd.yaml"))
    }
}
