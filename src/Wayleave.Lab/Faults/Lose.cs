using Wayleave.Lab.Catalogue;
using Wayleave.Lab.Grammar;

namespace Wayleave.Lab.Faults;

/// <summary>Loses what comes last before a cut of <see cref="Cuts"/>: whoever sent it never learns whether it arrived.</summary>
internal sealed class Lose(long bytes) : Fault
{
    public static FaultKind Kind { get; } = new(
        new SettingWord("lose", "Loses that much, or what comes within 50 ms, either way before each reset of `cuts`.") { Shape = ValueShape.Size },
        plan => new Lose(plan.Value.Number));

    /// <summary>How much is lost, both ways together.</summary>
    public long Bytes => bytes;
}
