namespace Wayleave.Server.Requests.Http1;

/// <summary>How the sending of a request's body ended.</summary>
internal enum UploadEnd
{
    /// <summary>The app has the whole body, or there is none.</summary>
    Whole,

    /// <summary>It was stopped, since the answer is complete without it.</summary>
    Stopped,

    /// <summary>The client's body could not be read to its end. The app's connection is reset: it must not take what it has for all.</summary>
    ClientBroke,

    /// <summary>The same since the body is longer than the limit.</summary>
    TooLarge,

    /// <summary>The app takes no more; what it has to say about that may still come.</summary>
    AppClosed,
}
