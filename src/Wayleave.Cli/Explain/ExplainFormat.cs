namespace Wayleave.Cli.Explain;

/// <summary>The forms in which a page can be printed.</summary>
internal enum ExplainFormat
{
    /// <summary>For a terminal.</summary>
    Text,

    /// <summary>Markdown, as in the documentation.</summary>
    Md,

    /// <summary>One JSON object.</summary>
    Json,
}
