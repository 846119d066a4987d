package import SeedModel

/// A configuration with the file it came from and what its owner should know about that file.
package struct LoadedConfiguration: Sendable, Equatable {
    package var configuration: Configuration
    /// Path of the file, as opened.
    package var file: String
    /// Said at every start; nothing that stops a command.
    package var warnings: [String]

    package init(configuration: Configuration, file: String, warnings: [String] = []) {
        self.configuration = configuration
        self.file = file
        self.warnings = warnings
    }
}
