namespace Wayleave.Server.Configuration.Reading.Keys;

/// <summary>A mapping's keys, for the documentation, the schema and the search for a key that was meant.</summary>
internal interface ISection
{
    /// <summary>A word that names it: <c>route</c>.</summary>
    string Name { get; }

    /// <summary>What it is, in a sentence of Markdown.</summary>
    string What { get; }

    /// <summary>Its keys, in the order in which they are read.</summary>
    IReadOnlyList<IKey> Keys { get; }

    /// <summary>A key's default as it would be written; null: there is none.</summary>
    Yaml.ConfigNode? Default(IKey key);
}
