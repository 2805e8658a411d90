namespace Wayleave.Lab.Grammar;

/// <summary>A hop's own setting as asked for.</summary>
/// <param name="Word">Which.</param>
/// <param name="Value">Its value, or its default.</param>
public sealed record ChosenSetting(SettingWord Word, SettingValue Value)
{
    /// <summary>As written in a chain.</summary>
    public override string ToString() => WordText.Of(Word, Value, all: false);
}
