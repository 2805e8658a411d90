using Wayleave.Rules.Config.Sources;

namespace Wayleave.Rules.Config.Streamlit;

/// <summary>An option that Streamlit is given, in its file or on its command line.</summary>
/// <param name="Name">Its whole name: <c>server.enableCORS</c>.</param>
/// <param name="Value">Its value as text, without quotes; a list is what stands in the file.</param>
/// <param name="At">Where name and value stand.</param>
public sealed record StreamlitOption(string Name, string Value, Span At)
{
    /// <summary>Where the name alone stands; null on a command line.</summary>
    public Span? NameAt { get; init; }

    /// <summary>Where the value alone stands; null on a command line.</summary>
    public Span? ValueAt { get; init; }

    /// <summary>Its truth value; null if it has none.</summary>
    public bool? Truth => bool.TryParse(Value, out bool truth) ? truth : null;
}
