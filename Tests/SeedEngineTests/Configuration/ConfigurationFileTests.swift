import Foundation
import SeedModel
import Testing

@testable import SeedEngine

struct ConfigurationFileTests {
    private let text = "version: 1\nenvironments:\n  e: {url_env: A}\n"

    @Test func isFoundUpwards() throws {
        let folder = try TemporaryFolder()
        try folder.write("config/seedd.yaml", text)
        try folder.write("a/b/c/other.txt", "")
        let found = try ConfigurationFile.load(environment: [:], workingDirectory: "\(folder.path)/a/b/c")
        #expect(found.file == "\(folder.path)/config/seedd.yaml")
        #expect(found.warnings.isEmpty)
        #expect(found.configuration.environments.keys.sorted() == ["e"])

        try folder.write("a/seedd.yaml", text)
        let nearer = try ConfigurationFile.load(environment: [:], workingDirectory: "\(folder.path)/a/b/c")
        #expect(nearer.file == "\(folder.path)/a/seedd.yaml")
    }

    @Test func chosenFilesComeFirst() throws {
        let folder = try TemporaryFolder()
        try folder.write("seedd.yaml", text)
        try folder.write("x.yaml", text)
        try folder.write("y.yaml", text)
        let environment = ["SEEDD_CONFIG": "x.yaml"]
        let byVariable = try ConfigurationFile.load(environment: environment, workingDirectory: folder.path)
        #expect(byVariable.file == "\(folder.path)/x.yaml")
        let byOption = try ConfigurationFile.load(
            explicit: "\(folder.path)/y.yaml", environment: environment, workingDirectory: folder.path)
        #expect(byOption.file == "\(folder.path)/y.yaml")
    }

    @Test func systemdsFolderComesLast() throws {
        let folder = try TemporaryFolder()
        let working = try TemporaryFolder()
        try folder.write("etc/seedd.yaml", text)
        let environment = ["CONFIGURATION_DIRECTORY": "\(folder.path)/none:\(folder.path)/etc"]
        let found = try ConfigurationFile.load(environment: environment, workingDirectory: working.path)
        #expect(found.file == "\(folder.path)/etc/seedd.yaml")
    }

    @Test func errorsTellWhatIsWrongWithTheFile() throws {
        let folder = try TemporaryFolder()
        let path = folder.path
        try folder.write("open.yaml", text, mode: 0o602)
        try folder.write("latin.yaml", "")
        try Data([0x61, 0xE9]).write(to: URL(fileURLWithPath: "\(path)/latin.yaml"))
        try folder.write("large.yaml", String(repeating: "#", count: 1 << 20 | 1))
        let cases = [
            ("none.yaml", SeedError(.notFound, "\(path)/none.yaml", "there is no such configuration file")),
            ("open.yaml/x", SeedError(.notFound, "\(path)/open.yaml/x", "there is no such configuration file")),
            (path, SeedError(.configuration, path, "is not a file")),
            (
                "open.yaml",
                SeedError(
                    .configuration, "\(path)/open.yaml", "can be written by everybody, so it is not trusted",
                    hint: "chmod o-w \(path)/open.yaml")
            ),
            ("latin.yaml", SeedError(.configuration, "\(path)/latin.yaml", "is not UTF-8 text")),
            (
                "large.yaml",
                SeedError(
                    .configuration, "\(path)/large.yaml", "is larger than a configuration may be (1 MiB)")
            ),
        ]
        for (file, error) in cases {
            #expect(throws: error) {
                try ConfigurationFile.load(explicit: file, environment: [:], workingDirectory: path)
            }
        }
        #expect(
            throws: SeedError(
                .configuration, "configuration",
                "no seedd.yaml or config/seedd.yaml in \(path) or above, nor in $CONFIGURATION_DIRECTORY",
                hint: "seedd init")
        ) { try ConfigurationFile.load(environment: [:], workingDirectory: path) }
    }

    @Test func warnsOfOpenFiles() throws {
        let folder = try TemporaryFolder()
        let secret =
            "version: 1\nenvironments:\n  e: {url: 'postgresql://u:s3cret@h/d'}\n  f: {url: 'host=h password=$P'}\n"
        let path = "\(folder.path)/seedd.yaml"
        func warnings(_ text: String, _ mode: Int) throws -> [String] {
            try folder.write("seedd.yaml", text, mode: mode)
            return try ConfigurationFile.load(environment: [:], workingDirectory: folder.path).warnings
        }
        let readable =
            "\(path): environments.e.url holds a password and the file can be read by others than its owner; "
            + "use url_env or url_credential, or chmod 600 \(path)"
        #expect(try warnings(text, 0o644) == [])
        #expect(try warnings(text, 0o664) == ["\(path): can be written by its group; chmod g-w \(path)"])
        #expect(try warnings(secret, 0o600) == [])
        #expect(try warnings(secret, 0o640) == [readable])
        #expect(try warnings(secret, 0o604) == [readable])
    }

    @Test(.disabled(if: getuid() == 0, "root may read everything")) func unreadableIsAPermissionError() throws {
        let folder = try TemporaryFolder()
        try folder.write("seedd.yaml", text, mode: 0)
        #expect(
            throws: SeedError(
                .permission, "\(folder.path)/seedd.yaml", "this user may not read the configuration file")
        ) { try ConfigurationFile.load(environment: [:], workingDirectory: folder.path) }
    }
}
