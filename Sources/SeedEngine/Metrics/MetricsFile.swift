import Glibc
import SeedModel
import SystemPackage

/// The file that node_exporter's textfile collector reads, updated by every process that runs a job.
struct MetricsFile: Sendable {
    /// A file of more bytes is none that seedd wrote.
    private static let limit = 64 << 20

    let path: String

    /// Changes the page under the file's lock; another update waits, a reader sees the file before or after.
    ///
    /// - Returns: Why the file that was there had to be replaced; nil where it did not.
    func update(_ change: (inout MetricsPage) -> Void) throws(SeedError) -> String? {
        let lock = try MetricsLock.take(hidden("lock"), in: folder, within: .seconds(1))
        defer { extendLifetime(lock) }
        let found = try read()
        var page = found ?? MetricsPage()
        change(&page)
        try replace(with: page.text)
        return found == nil ? "was not what seedd writes, and has been replaced; its counters begin anew" : nil
    }

    /// A file beside it. Not `.prom`, so that the collector passes over it, and one for all processes.
    func hidden(_ suffix: String) -> String { "\(folder)/.\(path.split(separator: "/").last ?? "").\(suffix)" }

    var folder: String {
        let end = path.utf8.lastIndex(of: UInt8(ascii: "/")) ?? path.startIndex
        return end == path.startIndex ? "/" : String(path[..<end])
    }

    /// An empty page where there is no file, nil where seedd did not write it.
    private func read() throws(SeedError) -> MetricsPage? {
        do throws(TextFile.Failure) {
            let file = try TextFile.read(FilePath(path), limit: Self.limit)
            return String(validating: file.bytes, as: UTF8.self).flatMap { MetricsPage($0) }
        } catch {
            switch error {
            case .system(.noSuchFileOrDirectory): return MetricsPage()
            case .system(let errno): throw .metrics(path, "can't be read: \(errno)")
            // A device has its name for a reason, and is not to be renamed over.
            case .notRegular: throw .metrics(path, "is not a regular file")
            case .tooLarge: return nil
            }
        }
    }

    /// Not flushed to disk: a page is of use only while it is new.
    private func replace(with text: String) throws(SeedError) {
        let temporary = hidden("tmp")
        do {
            // One that a killed process left, perhaps another user's.
            _ = unsafe unlink(temporary)
            let file = try FileDescriptor.open(
                FilePath(temporary), .writeOnly, options: [.create, .exclusiveCreate, .noFollow, .closeOnExec],
                permissions: [.ownerReadWrite])
            try file.closeAfter {
                try file.writeAll(text.utf8)
                // The collector is another user, whatever the umask of this one says.
                guard fchmod(file.rawValue, 0o644) == 0 else { throw Errno.current }
            }
            FaultPoint.reached("mid-metrics")
            guard unsafe rename(temporary, path) == 0 else { throw Errno.current }
        } catch {
            let errno = error as? Errno ?? .ioError
            _ = unsafe unlink(temporary)
            throw .metrics(path, "can't be written: \(errno)")
        }
    }
}

extension SeedError {
    static func metrics(_ path: String, _ problem: String) -> SeedError {
        SeedError(.storeUnwritable, path, problem)
    }
}
