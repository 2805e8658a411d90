using Wayleave.Server.Configuration.Reading.Forms;

namespace Wayleave.Server.Configuration.Reading.Keys;

/// <summary>A key, for the documentation and the schema.</summary>
internal interface IKey
{
    /// <summary>The key as written: <c>strip_prefix</c>.</summary>
    string Name { get; }

    /// <summary>What it does, in a sentence or two of Markdown.</summary>
    string What { get; }

    /// <summary>Whether it must be there.</summary>
    bool IsRequired { get; }

    /// <summary>What others call it: nearer than any spelling.</summary>
    IReadOnlyList<string> AlsoCalled { get; }

    /// <summary>What its value may look like.</summary>
    IForm Form { get; }
}
