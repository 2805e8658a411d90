namespace Wayleave.Rules.Config.Data;

/// <summary>How a TOML table came to be, which decides what may still be added to it.</summary>
internal enum TomlTableOrigin
{
    /// <summary>A header names a table inside it: <c>[a.b]</c> makes <c>a</c>, which may have a header of its own later.</summary>
    Implied,

    /// <summary>It has its own header.</summary>
    Header,

    /// <summary>A dotted key made it: only dotted keys of the same table may add to it.</summary>
    Dotted,
}
