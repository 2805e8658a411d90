namespace Wayleave.Server.Requests;

/// <summary>How a request's way to an app ended.</summary>
internal enum CarriedEnd
{
    /// <summary>The client has the app's whole answer.</summary>
    Answered,

    /// <summary>There is no connection to the app: nothing was sent, and another app may get the request.</summary>
    Unreached,

    /// <summary>The client's body could not be read to its end: it is not sound, or the client is gone.</summary>
    BodyBroken,

    /// <summary>The client's body is longer than the limit.</summary>
    BodyTooLarge,

    /// <summary>The app has seen the request, and gave no sound answer.</summary>
    Unanswered,

    /// <summary>The app gave no answer in time.</summary>
    Late,

    /// <summary>The app's answer was cut; the client's answer is cut as well.</summary>
    Cut,
}
