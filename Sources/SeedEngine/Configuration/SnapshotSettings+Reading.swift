import SeedModel

extension SnapshotSettings {
    static func read(_ reader: SectionReader) -> SnapshotSettings {
        var settings = SnapshotSettings()
        settings.directory = reader.text("directory")
        settings.schedule = reader.schedule("schedule")
        settings.maxSize = reader.parsed("max_size", expecting: ByteSize.syntax) { ByteSize.bytes($0) }
        if let level = reader.whole("compression") { settings.compression = level }
        if let keep = reader.section("keep") { settings.keep = .read(keep) }
        return settings
    }
}

extension Retention {
    fileprivate static func read(_ reader: SectionReader) -> Self {
        var keep = Self()
        if let last = reader.whole("last") { keep.last = last }
        if let daily = reader.whole("daily") { keep.daily = daily }
        if let weekly = reader.whole("weekly") { keep.weekly = weekly }
        if let monthly = reader.whole("monthly") { keep.monthly = monthly }
        keep.within = reader.interval("within")
        return keep
    }
}
