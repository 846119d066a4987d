/// What a key of the configuration file takes.
indirect enum SettingKind: Sendable {
    case text
    case boolean
    case whole(ClosedRange<Int>)
    case interval
    case recurrence
    case schedule
    case timezone
    case size
    case limit
    case choice([String])
    /// One text or a list of them.
    case texts
    /// Names chosen by the user, each with a text.
    case namedTexts
    case section(SettingSection)
    /// Names chosen by the user, each with a section.
    case named(SettingSection)
    case list(SettingSection)
}
