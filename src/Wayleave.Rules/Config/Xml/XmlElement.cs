using System.Collections.Immutable;
using Wayleave.Rules.Config.Sources;

namespace Wayleave.Rules.Config.Xml;

/// <summary>An element with its place. Names are compared without case, as most programs that read such files do.</summary>
/// <param name="Name">Its name, with its prefix.</param>
/// <param name="At">Its start tag.</param>
/// <param name="Attributes">Its attributes.</param>
/// <param name="Children">The elements in it.</param>
/// <param name="Text">The text in it.</param>
public sealed record XmlElement(string Name, Span At, ImmutableArray<XmlAttribute> Attributes, ImmutableArray<XmlElement> Children, string Text)
{
    /// <summary>An attribute; null if it has none such.</summary>
    public XmlAttribute? Attribute(string name) => Attributes.FirstOrDefault(attribute => attribute.Name.Equals(name, StringComparison.OrdinalIgnoreCase));

    /// <summary>An attribute's value; null if it has none such.</summary>
    public string? Value(string name) => Attribute(name)?.Value;

    /// <summary>Whether an attribute says <c>true</c>.</summary>
    public bool Says(string name) => Value(name) is { } value && value.Equals("true", StringComparison.OrdinalIgnoreCase);

    /// <summary>The elements of that name in it.</summary>
    public IEnumerable<XmlElement> FindAll(string name) => Children.Where(child => child.Name.Equals(name, StringComparison.OrdinalIgnoreCase));

    /// <summary>The element at the end of a row of names; null if one of them is missing.</summary>
    /// <param name="names">The names, the outermost first.</param>
    public XmlElement? Find(params ReadOnlySpan<string> names)
    {
        XmlElement? element = this;
        foreach (string name in names) element = element?.FindAll(name).LastOrDefault();
        return element;
    }

    /// <summary>This element and all that stand in it, in the file's order.</summary>
    public IEnumerable<XmlElement> All() => Children.SelectMany(child => child.All()).Prepend(this);
}
