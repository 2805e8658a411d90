namespace Wayleave.Rules.Causes;

/// <summary>By which evidence a cause can be found.</summary>
public enum Seen
{
    /// <summary>From live evidence and from files.</summary>
    Both,

    /// <summary>Only from live evidence.</summary>
    Live,

    /// <summary>For certain only from a file.</summary>
    File,
}
