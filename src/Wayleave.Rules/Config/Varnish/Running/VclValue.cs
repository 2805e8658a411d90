namespace Wayleave.Rules.Config.Varnish.Running;

/// <summary>What an expression comes to.</summary>
/// <param name="Known">Whether that can be known.</param>
/// <param name="Text">The text; null for a header that is not there and for what does not hold, which is the same to a condition.</param>
internal readonly record struct VclValue(bool Known, string? Text)
{
    /// <summary>Nobody can know.</summary>
    public static VclValue Unknown => default;

    /// <summary>Whether it holds as a condition; null if that cannot be known.</summary>
    public bool? Holds => Known ? Text is not null : null;

    /// <summary>It is that text; null is none.</summary>
    public static VclValue Of(string? text) => new(true, text);

    /// <summary>It holds or not; null: nobody knows.</summary>
    public static VclValue Of(bool? holds) => holds is { } known ? new VclValue(true, known ? "true" : null) : Unknown;
}
