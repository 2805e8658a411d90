namespace Wayleave.Protocol.Dns;

/// <summary>The one place that turns a <see cref="DnsViolation"/> into words.</summary>
public static class DnsViolations
{
    /// <summary>What is wrong, as a sentence without its full stop.</summary>
    /// <param name="violation">The violation.</param>
    public static string Describe(this DnsViolation violation) => violation switch
    {
        DnsViolation.None => "nothing is wrong",
        DnsViolation.Truncated => "the message ends too early",
        DnsViolation.NotAResponse => "the message is a question",
        DnsViolation.IdMismatch => "the answer's id is not the question's",
        DnsViolation.QuestionMismatch => "the answer repeats another question",
        DnsViolation.NameInvalid => "a name in the answer is malformed",
        DnsViolation.RecordInvalid => "a record in the answer is malformed",
        DnsViolation.TooManyRecords => "the answer holds more records than the limit",
        _ => violation.ToString(),
    };
}
