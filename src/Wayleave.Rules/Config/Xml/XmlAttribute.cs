using Wayleave.Rules.Config.Sources;

namespace Wayleave.Rules.Config.Xml;

/// <summary>An attribute.</summary>
/// <param name="Name">Its name, with its prefix.</param>
/// <param name="Value">Its value, entities undone.</param>
/// <param name="At">Where both stand.</param>
/// <param name="ValueAt">Where the value stands, without its quotes.</param>
public sealed record XmlAttribute(string Name, string Value, Span At, Span ValueAt);
