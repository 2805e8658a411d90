namespace Wayleave.Rules.Diagnosis.Time;

/// <summary>What several sockets' ends have in common.</summary>
internal enum CutPattern
{
    /// <summary>They ended after the same time without a byte, while busier ones lived on.</summary>
    Silence,

    /// <summary>They ended at the same age, whatever they did.</summary>
    Age,

    /// <summary>They ended at the same instant, whatever their age.</summary>
    Together,

    /// <summary>They ended after the same silence and at the same age alike, so the two cannot be told apart.</summary>
    SilenceOrAge,
}
