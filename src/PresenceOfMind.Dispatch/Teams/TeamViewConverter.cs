using PresenceOfMind.Dispatch.Tasks;
using PresenceOfMind.Dispatch.Workers;

namespace PresenceOfMind.Dispatch.Teams;

/// <summary>How a team's view goes from the grain to those who show it.</summary>
[RegisterConverter]
internal sealed class TeamViewConverter : IConverter<TeamView, TeamViewSurrogate>
{
    public TeamView ConvertFromSurrogate(in TeamViewSurrogate s) => new(s.Team, s.Position, s.WaitsBecause, s.Workers, s.Tasks, s.Ended);

    public TeamViewSurrogate ConvertToSurrogate(in TeamView value) => new()
    {
        Team = value.Team,
        Position = value.Position,
        WaitsBecause = value.WaitsBecause,
        Workers = [.. value.Workers],
        Tasks = [.. value.Tasks],
        Ended = [.. value.Ended],
    };
}

/// <summary>A <see cref="TeamView"/> on its way.</summary>
[GenerateSerializer, Immutable]
internal struct TeamViewSurrogate
{
    [Id(0)]
    public string Team;

    [Id(1)]
    public long Position;

    [Id(2)]
    public string? WaitsBecause;

    [Id(3)]
    public WorkerView[] Workers;

    [Id(4)]
    public TaskView[] Tasks;

    [Id(5)]
    public TaskView[] Ended;
}
