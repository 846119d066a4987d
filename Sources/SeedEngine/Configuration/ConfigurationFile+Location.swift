import SeedModel
import SystemPackage

extension ConfigurationFile {
    /// Names looked for in the working directory and in every folder above it.
    private static let names: [FilePath] = ["seedd.yaml", "config/seedd.yaml"]

    /// The file to load. Paths are relative to the working directory, and stay short where they lie below it.
    static func locate(
        explicit: String?, environment: [String: String], workingDirectory: String
    ) throws(SeedError) -> FilePath {
        let working = FilePath(workingDirectory)
        if let chosen = explicit ?? environment["SEEDD_CONFIG"], !chosen.isEmpty {
            return working.pushing(FilePath(chosen))
        }
        var folder = working.lexicallyNormalized()
        repeat {
            if let found = file(in: folder) { return found }
        } while folder.removeLastComponent()
        // systemd gives several folders separated by colons where ConfigurationDirectory= names several.
        for item in environment["CONFIGURATION_DIRECTORY", default: ""].split(separator: ":") {
            if let found = file(in: FilePath(String(item))) { return found }
        }
        throw SeedError(
            .configuration, "configuration",
            "no seedd.yaml or config/seedd.yaml in \(working) or above, nor in $CONFIGURATION_DIRECTORY",
            hint: "seedd init")
    }

    /// Anything of that name counts, readable or not: going on to another file would hide the mistake.
    private static func file(in folder: FilePath) -> FilePath? {
        names.map { folder.pushing($0) }.first { (try? $0.stat())?.type == .regular }
    }
}
