/// The ways in which official documents number their lines.
public enum NumberingSystem: String, Sendable, CaseIterable {
    /// 壹、
    case financial
    /// 一、
    case chinese
    /// (一) or （一）, which are the same system, and ㈠
    case parenthesizedChinese
    /// 1. 1、 １、
    case arabic
    /// (1) or （１）, and ⑴
    case parenthesizedArabic
    /// ①
    case circled
    /// 甲、
    case stems
    /// A. A、
    case upperLetters
    /// a. a、
    case lowerLetters
    /// (A)
    case parenthesizedUpperLetters
    /// (a)
    case parenthesizedLowerLetters
    /// Ⅰ、
    case roman
    /// 第一編, 第一篇, 第一部分
    case part
    /// 第一章
    case chapter
    /// 第一節
    case section
    /// 附件一, 附表 2, 附錄
    case appendix
}
