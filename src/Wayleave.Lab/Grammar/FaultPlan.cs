using Wayleave.Lab.Catalogue;

namespace Wayleave.Lab.Grammar;

/// <summary>A fault as asked for.</summary>
/// <param name="Kind">Which.</param>
/// <param name="Value">Its value, or its default.</param>
/// <param name="All">Whether it meets plain requests too.</param>
public sealed record FaultPlan(FaultKind Kind, SettingValue Value, bool All)
{
    /// <summary>As written in a chain.</summary>
    public override string ToString() => WordText.Of(Kind.Word, Value, All);
}
