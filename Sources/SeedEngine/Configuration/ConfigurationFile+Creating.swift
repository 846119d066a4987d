package import SeedModel
import SystemPackage

extension ConfigurationFile {
    /// Where `seedd init` puts the file: `explicit`, else `seedd.yaml` in the working directory.
    package static func newPath(explicit: String?, workingDirectory: String) -> String {
        "\(FilePath(workingDirectory).pushing(FilePath(explicit ?? "seedd.yaml")))"
    }

    /// Writes a new file, mode 0600.
    ///
    /// - Throws: `refused` where something of that name is there, whatever it is.
    package static func create(_ text: String, at path: String) throws(SeedError) {
        do {
            let file = try FileDescriptor.open(
                FilePath(path), .writeOnly, options: [.create, .exclusiveCreate, .closeOnExec, .noFollow],
                permissions: [.ownerRead, .ownerWrite])
            try file.closeAfter { _ = try file.writeAll(text.utf8) }
        } catch let errno as Errno where errno == .fileExists {
            throw SeedError(
                .refused, path, "is there already, and is not overwritten",
                hint: "move it away, or name another with --config")
        } catch let errno as Errno where errno == .permissionDenied || errno == .readOnlyFileSystem {
            throw SeedError(.permission, path, "can't be written: \(errno)", hint: "name another file with --config")
        } catch let errno as Errno where errno == .noSuchFileOrDirectory {
            throw SeedError(.notFound, path, "its folder does not exist")
        } catch {
            throw SeedError(.unexpected, path, "can't be written: \(error)")
        }
    }
}
