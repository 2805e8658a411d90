namespace Wayleave.Rules.Config.Xml;

/// <summary>What a piece of an XML text is.</summary>
internal enum XmlTokenKind
{
    /// <summary>Text between tags.</summary>
    Text,

    /// <summary><c>&lt;name …&gt;</c> or <c>&lt;name …/&gt;</c></summary>
    Start,

    /// <summary><c>&lt;/name&gt;</c></summary>
    End,

    /// <summary>A comment, a declaration, an instruction.</summary>
    Other,

    /// <summary><c>&lt;![CDATA[…]]&gt;</c></summary>
    CData,
}
