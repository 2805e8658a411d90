namespace Wayleave.Rules.Config.Model;

/// <summary>How a socket's path is known, the surest first.</summary>
public enum SocketPathFrom
{
    /// <summary>The caller told it.</summary>
    Told,

    /// <summary>The app is one that is known to have it.</summary>
    App,

    /// <summary>A file treats it as one: it sets Upgrade there, or the path's name says so.</summary>
    File,

    /// <summary>Nothing tells where sockets are, and the hop passes all requests: they are among those. Counts only where no path is known better.</summary>
    Everywhere,
}
