"""Values of variables reach the command as they are, whatever a shell would make of them; tasks are the steps of a plan.

    python -m unittest test_purkinje_pipelines      (in this folder, with Airflow 3 and its standard provider)
"""

import json
import os
import subprocess
import tempfile
import unittest
from pathlib import Path
from unittest import mock

FOLDER = Path(tempfile.mkdtemp())
ARGUMENTS = FOLDER / "arguments"
COMMAND = FOLDER / "purkinje"
COMMAND.write_text(f"#!/bin/sh\nprintf '%s\\0' \"$@\" >'{ARGUMENTS}'\nexit ${{EXIT_CODE:-0}}\n")
COMMAND.chmod(0o755)
(FOLDER / "configs").mkdir()
PROJECT = Path(__file__).resolve().parent.parent
(FOLDER / "configs" / "pipelines").symlink_to(PROJECT / "configs" / "pipelines")
os.environ["PURKINJE_HOME"] = str(FOLDER)
os.environ["PURKINJE_WAREHOUSE"] = str(FOLDER / "ware house")

import purkinje_pipelines  # noqa: E402
import yaml  # noqa: E402
from airflow.exceptions import AirflowException, AirflowFailException  # noqa: E402


class PurkinjePipelinesTest(unittest.TestCase):
    def run_step(self, pipeline, step, **parameters):
        variable = f"AIRFLOW_VAR_PURKINJE_{pipeline.upper()}"
        with mock.patch.dict(os.environ, {variable: json.dumps(parameters)}):
            getattr(purkinje_pipelines, f"purkinje-{pipeline}").get_task(step).execute({})
        return ARGUMENTS.read_text().split("\0")[:-1]

    def test_values_pass_through_no_shell(self):
        touched = FOLDER / "touched"
        quoting = [f"x' ; touch {touched} ; '", "O'Brien", f"$(touch {touched})", f"`touch {touched}`", 'a "b" c']
        for value in [*quoting, "{{ 1 + 1 }}", "ä %s\\n", "a=b", "--force"]:
            with self.subTest(value):
                arguments = self.run_step("real-sample", "ingest-mitdb", corpora=value)
                self.assertEqual(arguments[-2:], ["--set", f"corpora={value}"])
                self.assertFalse(touched.exists())

    def test_a_step_is_run_alone_in_the_warehouse(self):
        self.assertEqual(
            self.run_step("demo", "window"),
            ["--warehouse", str(FOLDER / "ware house"), "pipeline", str(FOLDER / "configs/pipelines/demo.yaml")]
            + ["--only", "window", "--resume"],
        )

    def test_a_failure_may_be_retried_and_a_wrong_config_not(self):
        for exit_code, expected in {"1": AirflowException, "2": AirflowFailException}.items():
            with mock.patch.dict(os.environ, {"EXIT_CODE": exit_code}), self.assertRaises(AirflowException) as raised:
                self.run_step("demo", "window")
            self.assertIs(type(raised.exception), expected)

    def test_tasks_are_the_steps_that_plan_prints(self):
        for file in sorted((PROJECT / "configs" / "pipelines").glob("*.yaml")):
            parameters = yaml.safe_load(file.read_text()).get("parameters", {})
            command = [PROJECT / "purkinje", "--warehouse", FOLDER / "lake", "plan", file]
            for name in [name for name, value in parameters.items() if not value]:
                command += ["--set", f"{name}=/none"]
            plan = subprocess.run(command, check=True, capture_output=True, text=True).stdout
            planned = [line.split(" (")[0] for line in plan.splitlines() if not line.startswith(" ")]
            dag = getattr(purkinje_pipelines, f"purkinje-{file.stem}")
            self.assertEqual(list(dag.task_dict), planned)

    def test_steps_come_after_those_they_name(self):
        demo = getattr(purkinje_pipelines, "purkinje-demo")
        self.assertEqual(demo.get_task("pretrain").upstream_task_ids, {"shard", "shard-held-out"})
        dag = getattr(purkinje_pipelines, "purkinje-open-corpora")
        self.assertEqual(dag.get_task("download-qtdb").upstream_task_ids, set())
        self.assertEqual(dag.get_task("ingest-qtdb").upstream_task_ids, {"download-qtdb"})
        self.assertEqual(dag.get_task("label-mitdb").upstream_task_ids, {"ingest-mitdb"})
        ingested = {task for task in dag.task_dict if task.startswith("ingest-")}
        self.assertEqual(len(ingested), 18)
        self.assertEqual(dag.get_task("overlaps").upstream_task_ids, ingested)


if __name__ == "__main__":
    unittest.main()
