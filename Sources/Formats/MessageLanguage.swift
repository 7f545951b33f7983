/// The languages in which readers of files say what is wrong.
public enum MessageLanguage: Sendable, CaseIterable {
    /// Chinese as written in Taiwan (zh-TW).
    case chinese
    case english
}
