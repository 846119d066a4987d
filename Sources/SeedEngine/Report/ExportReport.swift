import SeedModel

/// What `seedd snapshots export` wrote, and how it is put back.
package struct ExportReport {
    let exported: ExportedSnapshot
    let options: ReportOptions

    package init(_ exported: ExportedSnapshot, options: ReportOptions = ReportOptions()) {
        self.exported = exported
        self.options = options
    }

    package func write(_ format: ReportFormat, to output: @escaping (String) throws -> Void) throws {
        guard let form = format.documentForm else { return try writeText(to: output) }
        try DocumentWriter.write(.export, form, to: output) { document in
            try document.member("id", exported.id.description)
            try document.member("directory", exported.directory)
            try document.key("tables")
            try document.array { document in
                for table in exported.tables {
                    try document.object(.row) { document in
                        try document.member("name", "\(table.name)")
                        try document.member("rows", table.rows)
                        try document.member("bytes", table.bytes)
                        try document.member("file", table.file)
                        try document.member("filter", table.filter)
                    }
                }
            }
            try document.key("files")
            try document.array(.row) { document in for file in exported.files { try document.value(file) } }
        }
    }

    private func writeText(to output: (String) throws -> Void) throws {
        guard !options.quiet else { return try output(Printable.escaped(exported.directory) + "\n") }
        var table = TextTable([.left("TABLE"), .right("ROWS"), .right("STORED"), .left("FILE", cuts: true)])
        for saved in exported.tables {
            table.append(["\(saved.name)", "\(saved.rows)", ByteSize.rounded(saved.bytes), saved.file])
        }
        for line in table.lines(width: options.width, color: options.color) { try output(line + "\n") }
        try output("restore with: \(Printable.escaped(exported.command))\n")
    }
}
