namespace Wayleave.Rules.Diagnosis;

/// <summary>A pure function from what was seen at one socket to findings. One rule, one small file.</summary>
public interface IDiagnosisRule
{
    /// <summary>The rule's identity and reasons.</summary>
    RuleInfo Info { get; }

    /// <summary>The findings that the evidence supports; none for a healthy chain.</summary>
    /// <param name="evidence">What was seen at one socket and on the way to it.</param>
    IEnumerable<Finding> Check(Evidence evidence);
}
