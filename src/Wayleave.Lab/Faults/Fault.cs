namespace Wayleave.Lab.Faults;

/// <summary>
/// Something that goes wrong at a hop. A fault is its settings and one method: it stands in the way of requests
/// (<see cref="IRequestFault"/>), of answers (<see cref="IAnswerFault"/>), in a stream of bytes (<see cref="IStreamFault"/>)
/// or beside an open tunnel (<see cref="ITunnelFault"/>). It can be stopped at every wait.
/// </summary>
public abstract class Fault;
