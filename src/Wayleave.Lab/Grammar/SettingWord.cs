namespace Wayleave.Lab.Grammar;

/// <summary>A word that may follow a hop's name: a fault, or a setting of that hop.</summary>
/// <param name="Name">The word.</param>
/// <param name="Summary">What it does, in a sentence.</param>
public sealed record SettingWord(string Name, string Summary)
{
    /// <summary>What stands behind the <c>=</c>. Default: nothing.</summary>
    public ValueShape Shape { get; init; }

    /// <summary>The value where none is written; null: one must be written, unless the shape is <see cref="ValueShape.None"/>.</summary>
    public string? Default { get; init; }

    /// <summary>What the default means where it is no value that one could write.</summary>
    public string? DefaultMeaning { get; init; }

    /// <summary>Whether it meets upgrades only and, with <c>@all</c> behind it, plain requests too. Default: it takes no such mark.</summary>
    public bool Scoped { get; init; }

    /// <summary>Whether one hop may have it more than once. Default: no.</summary>
    public bool Repeatable { get; init; }

    /// <summary>How it is written, such as <c>status=N[@all]</c>.</summary>
    public string Usage
    {
        get
        {
            string letter = Shape switch
            {
                ValueShape.None => "",
                ValueShape.Time => "T",
                ValueShape.TimeRange => "T[-T]",
                ValueShape.Size => "SIZE",
                ValueShape.Url => "URL",
                ValueShape.Text => "TEXT",
                _ => "N",
            };
            string value = letter.Length == 0 ? "" : Default is null ? $"={letter}" : $"[={letter}]";
            return Name + value + (Scoped ? "[@all]" : "");
        }
    }
}
