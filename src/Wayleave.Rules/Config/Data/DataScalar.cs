using System.Globalization;
using Wayleave.Rules.Config.Sources;

namespace Wayleave.Rules.Config.Data;

/// <summary>A text, a number, a truth value or nothing.</summary>
/// <param name="At">Where it stands, quotes included.</param>
/// <param name="Value">Its text, without quotes.</param>
public sealed record DataScalar(Span At, string Value) : DataNode(At)
{
    /// <summary>Whether it stands in quotes, and so is text whatever it looks like.</summary>
    public bool IsQuoted { get; init; }

    /// <summary>True if it says nothing: null, or in YAML an empty place.</summary>
    public bool IsNull => !IsQuoted && Value is "" or "null" or "~";

    /// <summary>Whether a template engine will put something in its place, so that nobody can know it.</summary>
    public bool IsTemplate => Value.Contains(TemplateMask.Hidden, StringComparison.Ordinal);

    /// <summary>A truth value; null if it is none.</summary>
    public bool? Truth => Value.ToUpperInvariant() switch { "TRUE" or "YES" or "ON" => true, "FALSE" or "NO" or "OFF" => false, _ => null };

    /// <summary>A number; null if it is none.</summary>
    public double? Number => double.TryParse(Value, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) ? number : null;
}
