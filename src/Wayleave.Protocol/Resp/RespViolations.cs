namespace Wayleave.Protocol.Resp;

/// <summary>The one place that turns a <see cref="RespViolation"/> into words.</summary>
public static class RespViolations
{
    /// <summary>What is wrong, as a sentence without its full stop.</summary>
    /// <param name="violation">The violation.</param>
    public static string Describe(this RespViolation violation) => violation switch
    {
        RespViolation.None => "nothing is wrong",
        RespViolation.TypeUnknown => "what was sent is not RESP",
        RespViolation.Streamed => "a streamed string or aggregate was sent, which is not understood here",
        RespViolation.LineInvalid => "a line does not end with CR LF",
        RespViolation.LineTooLong => "a line is longer than the limit",
        RespViolation.LengthInvalid => "a length is not a number",
        RespViolation.BulkTooLong => "a string is longer than the limit",
        RespViolation.BulkNotEnded => "a string is longer than it says",
        RespViolation.NumberInvalid => "a number is malformed",
        RespViolation.BooleanInvalid => "a boolean is malformed",
        RespViolation.NullInvalid => "a null is malformed",
        RespViolation.VerbatimInvalid => "a verbatim string does not name its format",
        RespViolation.TooDeep => "values are nested deeper than the limit",
        RespViolation.TooManyItems => "a value has more items than the limit",
        RespViolation.ValueTooLong => "a value is longer than the limit",
        RespViolation.PushInside => "a push stands inside another value",
        _ => violation.ToString(),
    };
}
