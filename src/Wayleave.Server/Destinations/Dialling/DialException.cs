namespace Wayleave.Server.Destinations.Dialling;

/// <summary>Carries a dial's failure out of a <see cref="SocketsHttpHandler"/>, which knows no other way: it is the inner exception of the request's.</summary>
/// <param name="failure">Why there is no connection.</param>
internal sealed class DialException(DialFailure failure) : IOException(failure.Words)
{
    /// <summary>Why there is no connection.</summary>
    public DialFailure Failure { get; } = failure;

    /// <summary>The dial's failure beneath a request's exception; null if the request failed otherwise, perhaps after the app saw it.</summary>
    /// <param name="exception">What the request threw.</param>
    public static DialFailure? FailureOf(Exception? exception)
    {
        for (; exception is not null; exception = exception.InnerException)
            if (exception is DialException dial)
                return dial.Failure;
        return null;
    }
}
