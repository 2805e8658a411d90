using Wayleave.Rules.Config.Sources;

namespace Wayleave.Rules.Config.Xml;

/// <summary>A piece of an XML text. All pieces of a text, one behind the other, are it to the byte.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="At">Where it stands.</param>
internal readonly record struct XmlToken(XmlTokenKind Kind, Span At);
