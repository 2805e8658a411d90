namespace Wayleave.Lab.Grammar;

/// <summary>What may stand behind a word's <c>=</c>.</summary>
public enum ValueShape
{
    /// <summary>Nothing: the word stands alone.</summary>
    None,

    /// <summary>A time with its unit: <c>250ms</c>, <c>5s</c>, <c>2m</c>, <c>1h</c>.</summary>
    Time,

    /// <summary>A time, or two with a dash between them: <c>1s</c>, <c>50ms-300ms</c>.</summary>
    TimeRange,

    /// <summary>A size in bytes, or with a unit of 1024: <c>512</c>, <c>64k</c>, <c>1m</c>.</summary>
    Size,

    /// <summary>A whole number from 1.</summary>
    Count,

    /// <summary>An HTTP status, 200 to 599.</summary>
    Status,

    /// <summary>An absolute http or https URL.</summary>
    Url,

    /// <summary>Any text without a comma.</summary>
    Text,
}
