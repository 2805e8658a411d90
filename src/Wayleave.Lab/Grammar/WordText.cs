namespace Wayleave.Lab.Grammar;

/// <summary>Writes words as <see cref="PlanReader"/> reads them.</summary>
internal static class WordText
{
    /// <summary>The word, its value unless it is the default, and its mark.</summary>
    public static string Of(SettingWord word, SettingValue value, bool all) =>
        word.Name
        + (word.Shape == ValueShape.None || value.Text == word.Default ? "" : "=" + value.Text)
        + (all ? "@all" : "");
}
