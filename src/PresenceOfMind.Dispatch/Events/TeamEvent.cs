using System.Text.Json.Serialization;

namespace PresenceOfMind.Dispatch.Events;

/// <summary>
/// Something that happened in a team. The names are part of the log and never change; members may be added that older
/// entries lack.
/// </summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type", UnknownDerivedTypeHandling = JsonUnknownDerivedTypeHandling.FailSerialization)]
[JsonDerivedType(typeof(TeamLoaded), "team.loaded")]
[JsonDerivedType(typeof(ConfigurationChanged), "configuration.changed")]
[JsonDerivedType(typeof(WorkerAdded), "worker.added")]
[JsonDerivedType(typeof(WorkerRenamed), "worker.renamed")]
[JsonDerivedType(typeof(WorkerDraining), "worker.draining")]
[JsonDerivedType(typeof(WorkerKept), "worker.kept")]
[JsonDerivedType(typeof(WorkerRemoved), "worker.removed")]
[JsonDerivedType(typeof(WorkerSettled), "worker.settled")]
[JsonDerivedType(typeof(SourceOpened), "source.opened")]
[JsonDerivedType(typeof(SourceLost), "source.lost")]
[JsonDerivedType(typeof(PresenceReported), "presence.reported")]
[JsonDerivedType(typeof(TaskAdded), "task.added")]
[JsonDerivedType(typeof(TaskAssigned), "task.assigned")]
[JsonDerivedType(typeof(TaskCompleted), "task.completed")]
[JsonDerivedType(typeof(TaskCancelled), "task.cancelled")]
[JsonDerivedType(typeof(CommandAnswered), "command.answered")]
internal abstract record TeamEvent;
