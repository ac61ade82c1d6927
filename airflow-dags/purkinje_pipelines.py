"""One DAG per file of configs/pipelines: a task per step, wired by `after`.

PURKINJE_HOME names the project's folder, PURKINJE_WAREHOUSE the warehouse; the Airflow variable
`purkinje_<pipeline>` may hold the pipeline's parameters as JSON. A step replaces its own output whole and does no work
when it is up to date, so that any task can be retried or cleared.
"""

import os
import shlex
from datetime import datetime
from pathlib import Path

import yaml
from airflow import DAG
from airflow.operators.bash import BashOperator

HOME = Path(os.environ.get("PURKINJE_HOME", Path(__file__).resolve().parent.parent))
WAREHOUSE = os.environ.get("PURKINJE_WAREHOUSE", str(HOME / "warehouse"))


def command(pipeline, step):
    fixed = [str(HOME / "purkinje"), "--warehouse", WAREHOUSE, "pipeline", str(pipeline), "--only", step, "--resume"]
    given = (
        "{% for k, v in var.json.get('purkinje_" + pipeline.stem + "', {}).items() %} --set '{{ k }}={{ v }}'{% endfor %}"
    )
    return shlex.join(fixed) + given


for pipeline in sorted((HOME / "configs" / "pipelines").glob("*.yaml")):
    with DAG(
        dag_id=f"purkinje-{pipeline.stem}", start_date=datetime(2026, 1, 1), schedule=None, catchup=False, max_active_runs=1
    ) as dag:
        tasks = {}
        for step in yaml.safe_load(pipeline.read_text())["steps"]:
            tasks[step["name"]] = BashOperator(task_id=step["name"], bash_command=command(pipeline, step["name"]))
            [tasks[before] for before in step["after"]] >> tasks[step["name"]]
    globals()[dag.dag_id] = dag
