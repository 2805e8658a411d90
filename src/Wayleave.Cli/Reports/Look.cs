namespace Wayleave.Cli.Reports;

/// <summary>How a report is to look, where its format leaves a choice.</summary>
internal sealed record Look
{
    /// <summary>Whether to use colours.</summary>
    public bool Colours { get; init; }

    /// <summary>Whether to show every probe.</summary>
    public bool Verbose { get; init; }

    /// <summary>The width to fill, in columns.</summary>
    public int Width { get; init; } = 100;
}
