namespace Wayleave.Rules.Diagnosis.Time;

/// <summary>What a known limit counts.</summary>
internal enum LimitKind
{
    /// <summary>The time without a byte.</summary>
    Idle,

    /// <summary>The connection's age, busy or not.</summary>
    Lifetime,
}
