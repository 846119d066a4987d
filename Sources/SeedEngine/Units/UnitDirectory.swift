import Glibc
package import SeedModel
package import SystemPackage

/// A folder that units are written to.
package struct UnitDirectory: Sendable {
    private let path: FilePath

    package init(_ path: FilePath) { self.path = path }

    /// Writes what is not there yet, each file whole or not at all, and returns the paths of those that were written.
    ///
    /// - Throws: `refused`, before anything is written, where a file differs and `replaces` is false.
    package func write(_ units: [UnitFile], replacing replaces: Bool) throws(SeedError) -> [String] {
        var changed: [UnitFile] = []
        var differing: [String] = []
        for unit in units {
            let found = try read(unit)
            if found == Array(unit.text.utf8) { continue }
            changed.append(unit)
            if found != nil { differing.append("\(path.appending(unit.name))") }
        }
        guard differing.isEmpty || replaces else {
            throw SeedError(
                .refused, differing.joined(separator: ", "), "there already, with another text; nothing was written",
                hint: "look at the difference, then overwrite with --force")
        }
        for unit in changed { try write(unit) }
        return changed.map { "\(path.appending($0.name))" }
    }

    /// nil where there is no such file.
    private func read(_ unit: UnitFile) throws(SeedError) -> [UInt8]? {
        let file = path.appending(unit.name)
        do throws(TextFile.Failure) {
            return try TextFile.read(file, limit: 1 << 20).bytes
        } catch {
            switch error {
            case .system(.noSuchFileOrDirectory): return nil
            // Another text than ours, whatever it is.
            case .tooLarge: return []
            case .notRegular: throw SeedError(.refused, "\(file)", "is not a file")
            case .system(let errno): throw failed(file, errno)
            }
        }
    }

    private func write(_ unit: UnitFile) throws(SeedError) {
        let file = path.appending(unit.name)
        // systemd reads no file of such a name.
        let new = file.removingLastComponent().appending(".\(file.lastComponent?.string ?? "").new")
        // The folder of a drop-in.
        if unit.name.contains("/") { _ = unsafe mkdir(file.removingLastComponent().string, 0o755) }
        do {
            let descriptor = try FileDescriptor.open(
                new, .writeOnly, options: [.create, .truncate, .closeOnExec, .noFollow],
                permissions: [.ownerReadWrite, .groupRead, .otherRead])
            try descriptor.closeAfter { _ = try descriptor.writeAll(unit.text.utf8) }
        } catch {
            throw failed(file, error as? Errno ?? .ioError)
        }
        guard unsafe rename(new.string, file.string) == 0 else {
            throw failed(file, Errno(rawValue: errno))
        }
    }

    private func failed(_ file: FilePath, _ errno: Errno) -> SeedError {
        switch errno {
        case .noSuchFileOrDirectory, .notDirectory: SeedError(.notFound, "\(path)", "there is no such folder")
        case .permissionDenied, .notPermitted, .readOnlyFileSystem:
            SeedError(.permission, "\(file)", "can't be written: \(errno)")
        default: SeedError(.unexpected, "\(file)", "can't be read or written: \(errno)")
        }
    }
}
