"""One DAG per file of configs/pipelines: a task per step, and per corpus where it says so, wired by `after`.

PURKINJE_HOME names the project's folder, PURKINJE_WAREHOUSE the warehouse, PURKINJE_CATALOG its catalog if that is a
service; the Airflow variable `purkinje_<pipeline>` may hold the pipeline's parameters as JSON. A step replaces its own
output whole and does no work when it is up to date, so that any task can be retried or cleared.
"""

import os
from datetime import datetime
from functools import cached_property
from pathlib import Path

import yaml
from airflow.exceptions import AirflowException, AirflowFailException
from airflow.providers.standard.hooks.subprocess import SubprocessHook
from airflow.sdk import DAG, BaseOperator, Variable

HOME = Path(os.environ.get("PURKINJE_HOME", Path(__file__).resolve().parent.parent))
WAREHOUSE = os.environ.get("PURKINJE_WAREHOUSE", str(HOME / "warehouse"))
CATALOG = os.environ.get("PURKINJE_CATALOG", "")


class PurkinjeOperator(BaseOperator):
    """Runs one step of a pipeline. Its command is a list of arguments: no value passes through a shell."""

    def __init__(self, *, pipeline: str, step: str, **kwargs):
        super().__init__(**kwargs)
        self.pipeline = pipeline
        self.step = step

    @cached_property
    def hook(self):
        return SubprocessHook()

    def execute(self, context):
        catalog = ["--catalog", CATALOG] if CATALOG else []
        command = [str(HOME / "purkinje"), "--warehouse", WAREHOUSE, *catalog, "pipeline"]
        command += [str(HOME / "configs" / "pipelines" / f"{self.pipeline}.yaml"), "--only", self.step, "--resume"]
        parameters = Variable.get(f"purkinje_{self.pipeline}", default={}, deserialize_json=True)
        for key, value in parameters.items():
            command += ["--set", f"{key}={value}"]
        exit_code = self.hook.run_command(command).exit_code
        if exit_code == 2:
            raise AirflowFailException("wrong command or config; a retry would end alike")
        if exit_code != 0:
            raise AirflowException(f"{self.step} ended with exit code {exit_code}")

    def on_kill(self):
        self.hook.send_sigterm()


def steps(pipeline: dict) -> dict[str, list[str]]:
    """The names of a pipeline's steps, in order, each with those before it: as CorpusSteps.java makes them."""
    corpora = pipeline.get("corpora", [])
    made, repeated = {}, set()
    for step in pipeline["steps"]:
        name, after = step["name"], step.get("after", [])
        if step.get("for-each"):
            repeated.add(name)
            for corpus in corpora:
                made[f"{name}-{corpus}"] = [f"{b}-{corpus}" if b in repeated else b for b in after]
        else:
            made[name] = [a for b in after for a in ([f"{b}-{c}" for c in corpora] if b in repeated else [b])]
    return made


for file in sorted((HOME / "configs" / "pipelines").glob("*.yaml")):
    with DAG(
        dag_id=f"purkinje-{file.stem}", start_date=datetime(2026, 1, 1), schedule=None, catchup=False, max_active_runs=1
    ) as dag:
        tasks = {}
        for step, after in steps(yaml.safe_load(file.read_text())).items():
            tasks[step] = PurkinjeOperator(task_id=step, pipeline=file.stem, step=step)
            [tasks[before] for before in after] >> tasks[step]
    globals()[dag.dag_id] = dag
